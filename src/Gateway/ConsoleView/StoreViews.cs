using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.WebConsole.Views;

namespace JobsGateway.Gateway.ConsoleView;

/// <summary>A store for the console.</summary>
internal static class StoreViews
{
    public static StoreState Of(ConfiguredStore store, RoutePlan plan)
    {
        var (health, text) = Judge(store);
        return new StoreState(
            store.Name, store.Type, health, store.CircuitState.ToString(), text, [.. Serves(store, plan)],
            store is RemoteStore remote
                ? [.. remote.Upstream.Destinations.Select(destination => new DestinationState(destination.Name, Redaction.Of(destination.Address), destination.IsHealthy, destination.Active, destination.Passive))]
                : []);
    }

    private static (StoreHealth Health, string Text) Judge(ConfiguredStore store) => store.Opening switch
    {
        StoreOpening.Trying => (StoreHealth.Troubled, "Not open yet: it can't be reached and is tried again. Its operations are answered 503."),
        StoreOpening.Wrong => (StoreHealth.Broken, "Can't be opened as it is; the log says why. Its operations are answered 503."),
        _ when !store.IsAnswering => (StoreHealth.Troubled, "Left alone for a while: it failed too often, so the circuit is open."),
        _ when store is RemoteStore { Upstream: var upstream } && !upstream.Destinations.All(destination => destination.IsHealthy) =>
            (StoreHealth.Troubled, "Answers, but not at all of its addresses."),
        _ => (StoreHealth.Good, "Open, and requests go to it."),
    };

    private static IEnumerable<string> Serves(ConfiguredStore store, RoutePlan plan)
    {
        foreach (var route in Enum.GetValues<Operation>().Select(operation => plan[operation]))
        {
            if (route.Store == store)
                yield return route.Operation.ToString();
            if (route.Canary?.Store == store)
                yield return $"{route.Operation} (canary)";
            if (route.Fallback?.Stores.Contains(store) == true)
                yield return $"{route.Operation} (fallback)";
            if (route.Shadow?.Store == store)
                yield return $"{route.Operation} (shadow)";
            if (route.KeepCopy?.Store == store)
                yield return $"{route.Operation} (copies)";
        }

        if (plan.PassThrough?.Name == store.Name)
            yield return "Every other path";
    }
}
