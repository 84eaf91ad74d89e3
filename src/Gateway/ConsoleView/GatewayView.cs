using System.Reflection;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Operations.Checks;
using JobsGateway.Gateway.Operations.Reload;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.WebConsole.Views;

namespace JobsGateway.Gateway.ConsoleView;

/// <summary>The state of the gateway for the console: names, types and addresses, never a connection string.</summary>
internal sealed class GatewayView : IGatewayView
{
    private readonly RoutePlanSource _routes;
    private readonly ConfigurationReload _reload;
    private readonly LiveConfiguration _configuration;
    private readonly IHostEnvironment _environment;
    private readonly DateTimeOffset _startedAt;

    public GatewayView(RoutePlanSource routes, ConfigurationReload reload, LiveConfiguration configuration, IHostEnvironment environment) =>
        (_routes, _reload, _configuration, _environment, _startedAt) = (routes, reload, configuration, environment, reload.StartedAt);

    private static string Version { get; } = typeof(GatewayView).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public GatewayState Read()
    {
        var plan = _routes.Current;
        var state = _reload.State;
        return new GatewayState(
            Version, _environment.EnvironmentName, _startedAt,
            [.. Enum.GetValues<Operation>().Select(operation => Of(plan[operation]))], plan.PassThrough?.Name,
            [.. plan.Stores.All.Select(store => StoreViews.Of(store, plan))],
            new ConfigurationInForce(state.Since, state.Since == _startedAt, [.. state.Refused.Select(error => new SettingMessage(error.Path, error.Message))]));
    }

    public IReadOnlyList<SettingMessage> Warnings() =>
        [.. ConfigurationWarnings.Of(_configuration.Now().Configuration, _environment).Select(warning => new SettingMessage(warning.Path, Redaction.Of(warning.Message)))];

    private static RouteState Of(JobsRoute route) =>
        new(route.Operation.ToString(), route.Store.Name, route.Store is RemoteStore, RouteText.Of(route), [.. Modes(route)]);

    private static IEnumerable<RouteMode> Modes(JobsRoute route)
    {
        if (route.Canary is { } canary)
            yield return new RouteMode("Canary", $"{RouteText.Share(canary)} to {canary.Store.Name}");
        if (route.Fallback is { } fallback)
            yield return new RouteMode("Fallback", $"{string.Join(", ", fallback.Stores.Select(store => store.Name))}{(fallback.OnUnavailable ? ", also when unavailable" : "")}");
        if (route.Shadow is { } shadow)
            yield return new RouteMode("Shadow", $"{RouteText.Percent(shadow.Options.Percent)} to {shadow.Store.Name}");
        if (route.KeepCopy is { } copy)
            yield return new RouteMode("Keep copy", $"in {copy.Store.Name}");
    }
}
