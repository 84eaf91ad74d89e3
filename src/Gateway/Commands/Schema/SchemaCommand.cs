using System.CommandLine;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Commands.Schema;

/// <summary><c>schema</c>: looks after the tables of a store. It needs the section <c>Stores</c> alone; nothing is served and no token is needed.</summary>
internal static class SchemaCommand
{
    private static readonly Option<string?> Store = new("--store")
    {
        Description = "The store, by its name under Stores. Default: the only one that has a schema.",
        HelpName = "name",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object and nothing else, for scripts." };

    public static Command Create()
    {
        var status = new Command("status", $"Tell where a store's schema is, its version, and what to do about it. {SchemaExitCode.Help}") { Json };
        var create = new Command("create", "Make the schema where there is none. Ends as status does.");
        var upgrade = new Command("upgrade", "Bring an older schema up to date, in one transaction. Ends as status does.");
        return new Command("schema", "Look after the tables of a store: see them, make them, upgrade them, or print the script.")
        {
            Sub(status, (store, result, cancellationToken) => SchemaActions.StatusAsync(store, result.GetValue(Json), Console.Out, cancellationToken)),
            Sub(create, (store, _, cancellationToken) => SchemaActions.CreateAsync(store, Console.Out, cancellationToken)),
            Sub(upgrade, (store, _, cancellationToken) => SchemaActions.UpgradeAsync(store, Console.Out, cancellationToken)),
            SchemaScriptCommand.Create(),
        };
    }

    /// <summary>Makes a command do something with the store that is meant.</summary>
    public static Command Sub(Command command, Func<SchemaStore, ParseResult, CancellationToken, Task<int>> action)
    {
        command.Options.Add(Store);
        command.SetAction((result, cancellationToken) => ExecuteAsync(result, action, cancellationToken));
        return command.TakingSwitches();
    }

    private static async Task<int> ExecuteAsync(ParseResult result, Func<SchemaStore, ParseResult, CancellationToken, Task<int>> action, CancellationToken cancellationToken)
    {
        if (ConfigurationSwitches.Of(result) is not { } switches)
            return SchemaExitCode.Failed;
        SchemaStore? store = null;
        try
        {
            await using var services = GatewayHost.CreateBuilder(switches).BuildStoreServices();
            store = SchemaStore.Find(services.GetRequiredService<StoreSet>(), result.GetValue(Store));
            return await action(store, result, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return SchemaExitCode.Failed;
        }
        catch (Exception e) when (e is ConfigurationException or JobStoreException && result.GetValue(Json))
        {
            Console.WriteLine(new SchemaReport(store, e.Message).ToJson());
            return SchemaExitCode.Failed;
        }
    }
}
