using System.CommandLine;
using JobsGateway.Gateway.Stores;
using JobsGateway.Migration.Export;
using JobsGateway.Migration.Progress;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Commands;

/// <summary><c>export</c>: writes a store's jobs to files that mongoimport reads: the way back to Studio.</summary>
internal static class ExportCommand
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(5);

    private static readonly Option<string> Store = new("--store")
    {
        Description = "The store to export, by its name under Stores.",
        DefaultValueFactory = _ => "local",
        HelpName = "name",
    };

    private static readonly Option<FileInfo?> AgendaJobs = new("--agenda-jobs")
    {
        Description = "Where the agenda jobs go: canonical Extended JSON, a document a line, for mongoimport --collection agendaJobs.",
        HelpName = "file",
    };

    private static readonly Option<FileInfo?> QueueJobs = new("--queue-jobs")
    {
        Description = "Where the queue jobs go, likewise, for mongoimport --collection queuejobs.",
        HelpName = "file",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Replace files that are there already." };

    public static Command Create()
    {
        var command = new Command(
            "export",
            "Export a store's jobs to files for mongoimport. End the workers first. Ends with 0, or 2 where jobs are left out or would be read back otherwise (see <file>.notes.jsonl), or 1.")
        {
            Store, AgendaJobs, QueueJobs, Force,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(AgendaJobs) is null && result.GetResult(QueueJobs) is null)
                result.AddError("Nothing to export: give --agenda-jobs, --queue-jobs or both.");
        });
        command.SetAction(ExecuteAsync);
        return command.TakingSwitches();
    }

    private static async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (ConfigurationSwitches.Of(result) is not { } switches)
            return ExportReport.Failed;
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        await using var services = GatewayHost.CreateBuilder(switches).BuildStoreServices();
        var scanner = await NamedStore.OpenAsync<IJobScanner>(
            services.GetRequiredService<StoreSet>(), "--store", result.GetValue(Store)!, "can't be exported", cancellationToken);
        var request = new ExportRequest(result.GetValue(AgendaJobs)?.FullName, result.GetValue(QueueJobs)?.FullName) { Force = result.GetValue(Force) };
        var summary = await new ExportRun(scanner, request).RunAsync(new CountProgress(Console.Error, clock, ProgressInterval), cancellationToken);
        return ExportReport.Write(summary, clock.GetElapsedTime(start), Console.Out, Console.Error);
    }
}
