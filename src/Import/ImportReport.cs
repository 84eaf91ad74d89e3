using System.Globalization;

namespace JobsGateway.Import;

/// <summary>Says at the end what became of an import.</summary>
internal static class ImportReport
{
    public static void Write(ImportSummary summary, TimeSpan elapsed, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"read {summary.Read:N0} / inserted {summary.Inserted:N0} / unchanged {summary.Unchanged:N0} / updated {summary.Updated:N0} / rejected {summary.Rejected:N0} in {elapsed:h\\:mm\\:ss\\.f}"));
        if (summary.NothingChanged)
            output.WriteLine("nothing changed: every job is in the store already");
        if (summary.Conflicts > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{summary.Conflicts:N0} of the rejected jobs were changed here since they were imported and were left alone"));
        foreach (var file in summary.RejectFiles)
            output.WriteLine($"rejected documents and why: {file}");
        if (summary.Failure is { } failure)
            output.WriteLine("error: " + failure);
    }
}
