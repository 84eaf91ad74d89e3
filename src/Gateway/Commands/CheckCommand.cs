using System.CommandLine;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Operations.Checks;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Commands;

/// <summary><c>check</c>: validates the configuration as <c>run</c> does, and serves nothing.</summary>
internal static class CheckCommand
{
    private const int Unreachable = 2;

    private static readonly Option<bool> Probe = new("--probe")
    {
        Description = "Also connect to every store, as a start would: a store that has no database yet gets one.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object and nothing else, for scripts." };

    public static Command Create()
    {
        var command = new Command(
            "check",
            "Check the configuration without serving; every error is listed with its cure. Ends with 0, or 1 where there are errors, or 2 where a store can't be reached (--probe).")
        {
            Probe, Json,
        };
        command.SetAction(ExecuteAsync);
        return command.TakingSwitches();
    }

    private static async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (ConfigurationSwitches.Of(result) is not { } switches)
            return 1;
        try
        {
            var builder = GatewayHost.CreateBuilder(switches);
            builder.Logging.ClearProviders(); // What would be logged is said here, and in one place.
            await using var app = GatewayHost.Build(builder);
            var report = await ReportAsync(app, result.GetValue(Probe), cancellationToken);
            if (result.GetValue(Json))
                Console.WriteLine(report.ToJson());
            else
                CheckSummary.Write(Console.Out, report, app, switches);
            return report.Stores.Any(store => store.Reachable == false) ? Unreachable : 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 1;
        }
        catch (ConfigurationException e) when (result.GetValue(Json))
        {
            Console.WriteLine(CheckReport.OfErrors(e.Errors).ToJson());
            return 1;
        }
        catch (InvalidDataException e) when (result.GetValue(Json) && UnreadableFile.Is(e))
        {
            Console.WriteLine(CheckReport.OfErrors([UnreadableFile.Explain(e)]).ToJson());
            return 1;
        }
    }

    private static async Task<CheckReport> ReportAsync(WebApplication app, bool probe, CancellationToken cancellationToken)
    {
        var probes = probe
            ? (await StoreProbing.RunAsync(app.Services.GetRequiredService<StoreSet>().All, TimeProvider.System, cancellationToken)).ToDictionary(found => found.Name)
            : [];
        var stores = app.Configuration.GetSection(StoreSet.Section).GetChildren()
            .Select(store => probes.TryGetValue(store.Key, out var found) ? new CheckedStore(found) : new CheckedStore(store.Key, store[StoreTypes.Key] ?? ""));
        var plan = app.Services.GetRequiredService<RoutePlanSource>().Current;
        return new CheckReport(true, [], ConfigurationWarnings.Of(app.Configuration, app.Environment), [.. stores], ConfiguredRoutes.StoresOf(plan))
        {
            Modes = ConfiguredRoutes.ModesOf(plan),
        };
    }
}
