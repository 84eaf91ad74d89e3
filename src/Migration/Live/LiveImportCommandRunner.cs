using System.Globalization;
using JobsGateway.Import;

namespace JobsGateway.Migration.Live;

/// <summary>A live import as a command runs it: with progress, a summary and an exit code.</summary>
public static class LiveImportCommandRunner
{
    /// <summary>Imports and tells how it goes: a bar on a terminal, a line every five seconds elsewhere.</summary>
    /// <returns>One of <see cref="ImportExitCode"/>; a following import that was asked to stop has not failed.</returns>
    public static async Task<int> RunAsync(ImportTarget target, LiveImportRequest request, TextWriter output, TimeProvider clock, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var summary = await new LiveImportRun(target, request, LiveConsole.For(output, clock), clock).RunAsync(cancellationToken);
        ImportReport.Write(summary.Documents, clock.GetElapsedTime(start), output);
        if (summary.Follow is { } follow)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"followed {follow.Changes:N0} changes, {Lags.Text(follow.Lag)}"));
        if (summary.Follow is { Deletions: > 0 and var deletions })
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{deletions:N0} documents were deleted in the source; their jobs stay here, for clients may still ask for them"));
        return ImportExitCode.For(summary.Documents);
    }
}
