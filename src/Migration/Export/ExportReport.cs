using System.Globalization;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Export;

/// <summary>Says at the end what an export wrote, and what its exit code is.</summary>
public static class ExportReport
{
    /// <summary>Every job is in the files, just as it is in the store.</summary>
    public const int Complete = 0;

    /// <summary>There are no files.</summary>
    public const int Failed = 1;

    /// <summary>Some jobs are not in the files, or would be read back otherwise.</summary>
    public const int SomeNotExact = 2;

    /// <summary>Writes the report.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(ExportSummary summary, TimeSpan elapsed, TextWriter output, TextWriter error)
    {
        if (summary.Failure is { } failure)
        {
            error.WriteLine("error: " + failure);
            return Failed;
        }

        foreach (var file in summary.Files)
            Write(file, output);
        Line(output, $"in {elapsed:h\\:mm\\:ss\\.f}");
        return summary.IsExact ? Complete : SomeNotExact;
    }

    private static void Write(ExportedFile file, TextWriter output)
    {
        Line(output, $"{(file.Kind == JobKind.Agenda ? "agenda" : "queue")} jobs: {file.Written:N0} written, {file.Bytes:N0} bytes, {file.Path}");
        Note(output, file.Locked, "locked: agenda runs them again when the lock has been held for 10 minutes; end their work first, or take them out");
        Note(output, file.NotScheduled, "never ran and are not scheduled, as far as can be told: agenda does not run them");
        Note(output, file.Changed, "written, but would be read back as another document");
        Note(output, file.LeftOut, "left out: Extended JSON has no form for them");
        if (file.Notes is { } notes)
            output.WriteLine($"  which: {notes}");
    }

    private static void Note(TextWriter output, long count, string text)
    {
        if (count > 0)
            Line(output, $"  {count:N0} {text}");
    }

    private static void Line(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
