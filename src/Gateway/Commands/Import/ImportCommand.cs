using System.CommandLine;
using JobsGateway.Gateway.Stores;
using JobsGateway.Import;
using JobsGateway.Migration.Live;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Commands;

/// <summary><c>import</c>: brings jobs from Studio's MongoDB into a store, from files or from the database itself.</summary>
internal static class ImportCommand
{
    private static readonly Option<string> Store = new("--store")
    {
        Description = "The store to import into, by its name under Stores.",
        DefaultValueFactory = _ => "local",
        HelpName = "name",
    };

    public static Command Create()
    {
        var command = new Command(
            "import",
            "Import jobs from files of mongoexport or mongodump, or from the database itself (--from); again and again, if need be. Ends with 0, or 2 where documents were rejected (see <file>.rejects.jsonl), or 1.")
        {
            Store,
        };
        ImportFileOptions.AddTo(command);
        LiveImportOptions.AddTo(command);
        command.SetAction(ExecuteAsync);
        return command.TakingSwitches();
    }

    private static async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (ConfigurationSwitches.Of(result) is not { } switches)
            return ImportExitCode.Failed;
        var builder = GatewayHost.CreateBuilder(switches);
        await using var services = builder.BuildStoreServices();
        var name = result.GetValue(Store)!;
        var live = LiveImportOptions.Read(result, name, builder.Environment.ContentRootPath);
        var importer = await NamedStore.OpenAsync<IJobImporter>(services.GetRequiredService<StoreSet>(), Store.Name, name, "does not take imports", cancellationToken);
        return live is null
            ? await ImportCommandRunner.RunAsync(importer, ImportFileOptions.Read(result), Console.Out, TimeProvider.System, cancellationToken)
            : await LiveImportCommandRunner.RunAsync(new ImportTarget(name, (IJobStore)importer, importer), live, Console.Out, TimeProvider.System, cancellationToken);
    }
}
