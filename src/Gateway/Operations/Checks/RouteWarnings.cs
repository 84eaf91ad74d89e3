using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Routing.Configuration;

namespace JobsGateway.Gateway.Operations.Checks;

/// <summary>Routes that are valid, and may answer otherwise than was meant.</summary>
internal static class RouteWarnings
{
    public static IEnumerable<ConfigurationWarning> Of(IConfiguration configuration)
    {
        foreach (var operation in Enum.GetNames<Operation>())
        {
            var (path, route) = (PathOf(operation), Read(configuration, operation));
            if (route is { Canary: not null, Fallback: null })
                yield return new($"{path}:{nameof(route.Canary)}", $"has no {nameof(route.Fallback)} beside it: a job that {route.Canary.Store} does not have is answered 404 although {route.Store ?? "the other store"} has it; add {path}:{nameof(route.Fallback)}");
        }

        // By id and by query the same job would be retried on two sides, once on each.
        if (Owners(configuration, Operation.RetryById) is { } byId && Owners(configuration, Operation.RetryByQuery) is { } byQuery && !byId.SequenceEqual(byQuery, StringComparer.OrdinalIgnoreCase))
            yield return new(PathOf(nameof(Operation.RetryByQuery)), $"asks other stores than {PathOf(nameof(Operation.RetryById))}, or in another order ({string.Join(", ", byQuery)}; {string.Join(", ", byId)}): a job that lives in both could be retried once in each; give both the same");
    }

    private static string[]? Owners(IConfiguration configuration, Operation operation) =>
        Read(configuration, operation.ToString()) is { Store: { } store } route ? [store, .. route.Fallback?.Stores ?? []] : null;

    private static JobsRouteOptions Read(IConfiguration configuration, string operation) => OptionsReader.Read<JobsRouteOptions>(configuration.GetSection(PathOf(operation)), []);

    private static string PathOf(string operation) => $"{RoutePlanBuilder.Section}:{operation}";
}
