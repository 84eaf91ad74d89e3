using JobsGateway.Import.Progress;
using JobsGateway.Stores.Abstractions;
using Spectre.Console;

namespace JobsGateway.Import;

/// <summary>An import as a command runs it: with progress, a summary and an exit code.</summary>
public static class ImportCommandRunner
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);

    /// <summary>Imports and tells on the console how it goes: a bar on a terminal, a line every five seconds elsewhere.</summary>
    /// <returns>One of <see cref="ImportExitCode"/>.</returns>
    public static Task<int> RunAsync(IJobImporter importer, ImportRequest request, TextWriter output, TimeProvider clock, CancellationToken cancellationToken)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
        IImportProgress progress = isTerminal ? new TerminalProgress(AnsiConsole.Console, clock) : new PlainProgress(output, clock, PlainInterval);
        return RunAsync(importer, request, progress, output, clock, cancellationToken);
    }

    /// <summary>Imports with a progress display of the caller's.</summary>
    /// <returns>One of <see cref="ImportExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IJobImporter importer, ImportRequest request, IImportProgress progress, TextWriter output, TimeProvider clock, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var run = new ImportRun(importer, request);
        var summary = await progress.ShowAsync(reports => run.RunAsync(reports, cancellationToken));
        ImportReport.Write(summary, clock.GetElapsedTime(start), output);
        return ImportExitCode.For(summary);
    }
}
