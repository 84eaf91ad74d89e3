using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Operations.Reload;

/// <summary>Says in a sentence what a reload changed.</summary>
internal static class RouteChanges
{
    public static string Describe(RoutePlan old, RoutePlan now)
    {
        List<string> changes =
        [
            .. Enum.GetValues<Operation>()
                .Select(operation => (Operation: operation, From: RouteText.Of(old[operation]), To: RouteText.Of(now[operation])))
                .Where(route => route.From != route.To)
                .Select(route => $"{route.Operation} from {route.From} to {route.To}"),
        ];
        if (old.PassThrough?.Name != now.PassThrough?.Name)
            changes.Add($"{RoutePlanBuilder.PassThrough} from {old.PassThrough?.Name ?? "nowhere"} to {now.PassThrough?.Name ?? "nowhere"}");
        changes.AddRange(now.Stores.Except(old.Stores).Select(store => $"store {store.Name} {(old.Stores.Find(store.Name) is null ? "added" : "changed")}"));
        changes.AddRange(old.Stores.All.Where(store => now.Stores.Find(store.Name) is null).Select(store => $"store {store.Name} removed"));
        return changes.Count == 0 ? "no route changed" : string.Join(", ", changes);
    }
}
