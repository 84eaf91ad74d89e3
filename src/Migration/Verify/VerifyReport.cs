using System.Globalization;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>Says at the end what a comparison found, and what its exit code is.</summary>
public static class VerifyReport
{
    /// <summary>Both sides have the same jobs.</summary>
    public const int Same = 0;

    /// <summary>The comparison stopped early.</summary>
    public const int Failed = 1;

    /// <summary>There are differences, or documents that can't be compared.</summary>
    public const int Differences = 2;

    /// <summary>Writes the report.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(VerifySummary summary, IReadOnlyList<JobKind> kinds, string source, string store, TimeSpan elapsed, TextWriter output, TextWriter error)
    {
        if (summary.Failure is { } failure)
        {
            error.WriteLine("error: " + failure);
            return Failed;
        }

        foreach (var kind in summary.Kinds.Where(kind => kinds.Contains(kind.Kind)))
            Write(kind, source, store, output);
        foreach (var sort in Enum.GetValues<DifferenceSort>())
            Examples(sort, summary, output);
        foreach (var document in summary.RejectedExamples)
            Line(output, $"rejected: {NameOf(document.Kind)} {document.Place}");
        Paths(summary, output);
        Line(output, $"{(summary.AreSame ? "same" : "not the same")}, compared in {elapsed:h\\:mm\\:ss\\.f}");
        return summary.AreSame ? Same : Differences;
    }

    private static void Write(KindCounts kind, string source, string store, TextWriter output) =>
        Line(output,
            $"{NameOf(kind.Kind)} jobs: {kind.InSource:N0} in {source} / {kind.InStore:N0} in {store} / missing {kind.Missing:N0} / extra {kind.Extra:N0} / different {kind.Different:N0} / rejected {kind.Rejected:N0} / caught up {kind.CaughtUp:N0}");

    private static void Examples(DifferenceSort sort, VerifySummary summary, TextWriter output)
    {
        foreach (var job in summary.Examples(sort))
            Line(output, $"{NameOf(sort)}: {NameOf(job.Kind)} {job.Id}{(job.Paths.Count == 0 ? "" : " at " + string.Join(", ", job.Paths))}");
        var count = summary.Kinds.Sum(kind => sort switch
        {
            DifferenceSort.Missing => kind.Missing,
            DifferenceSort.Extra => kind.Extra,
            _ => kind.Different,
        });
        if (count > summary.Examples(sort).Count)
            Line(output, $"{NameOf(sort)}: {count - summary.Examples(sort).Count:N0} more (--report FILE lists all)");
    }

    private static void Paths(VerifySummary summary, TextWriter output)
    {
        if (summary.Paths.ByFrequency is not { Count: > 0 } paths)
            return;
        output.WriteLine("jobs that differ, by path:");
        foreach (var (path, count) in paths)
            Line(output, $"{count,12:N0}  {path}");
    }

    private static string NameOf(JobKind kind) => kind == JobKind.Agenda ? "agenda" : "queue";

    private static string NameOf(DifferenceSort sort) => sort switch
    {
        DifferenceSort.Missing => "missing",
        DifferenceSort.Extra => "extra",
        _ => "different",
    };

    private static void Line(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
