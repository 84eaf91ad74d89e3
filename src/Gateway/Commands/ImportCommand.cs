using System.CommandLine;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Stores;
using JobsGateway.Import;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Commands;

/// <summary><c>import</c>: brings jobs exported from Studio's MongoDB into a store.</summary>
internal static class ImportCommand
{
    private static readonly Option<string> Store = new("--store")
    {
        Description = "The store to import into, by its name under Stores.",
        DefaultValueFactory = _ => "local",
        HelpName = "name",
    };

    private static readonly Option<FileInfo[]> AgendaJobs = new("--agenda-jobs")
    {
        Description = "The exported collection agendaJobs: mongoexport (JSON) or mongodump (.bson), gzipped or not. May be given several times.",
        HelpName = "file",
    };

    private static readonly Option<FileInfo[]> QueueJobs = new("--queue-jobs")
    {
        Description = "The exported collection queuejobs, likewise.",
        HelpName = "file",
    };

    public static Command Create()
    {
        var command = new Command(
            "import",
            "Import jobs from files of mongoexport or mongodump; again and again, if need be. Ends with 0, or 2 where documents were rejected (see <file>.rejects.jsonl), or 1.")
        {
            Store, AgendaJobs, QueueJobs,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(AgendaJobs) is null && result.GetResult(QueueJobs) is null)
                result.AddError("Nothing to import: give --agenda-jobs, --queue-jobs or both.");
        });
        command.SetAction(ExecuteAsync);
        return command.TakingSwitches();
    }

    private static async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (ConfigurationSwitches.Of(result) is not { } switches)
            return ImportExitCode.Failed;
        await using var services = GatewayHost.CreateBuilder(switches).BuildStoreServices();
        var name = result.GetValue(Store)!;
        var importer = Find(services.GetRequiredService<StoreSet>(), name, out var store);
        await store.PrepareAsync(cancellationToken);
        var request = new ImportRequest(Paths(result.GetValue(AgendaJobs)), Paths(result.GetValue(QueueJobs)));
        return await ImportCommandRunner.RunAsync(importer, request, Console.Out, TimeProvider.System, cancellationToken);
    }

    private static IJobImporter Find(StoreSet stores, string name, out IJobStore store)
    {
        if (stores.Errors.Count > 0)
            throw new ConfigurationException(stores.Errors);
        var found = stores.Find(name)
            ?? throw new ConfigurationException([new ConfigurationError("--store", $"there is no store '{name}' under Stores; there is {string.Join(", ", stores.Names)}")]);
        store = (found as LocalStore)?.Bare!;
        return store as IJobImporter
            ?? throw new ConfigurationException([new ConfigurationError("--store", $"the store '{name}' does not take imports")]);
    }

    private static string[] Paths(FileInfo[]? files) => [.. (files ?? []).Select(file => file.FullName)];
}
