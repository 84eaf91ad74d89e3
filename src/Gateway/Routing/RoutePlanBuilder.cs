using JobsGateway.Gateway.Routing.Configuration;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Upstream;

namespace JobsGateway.Gateway.Routing;

/// <summary>Reads the <c>Routes</c> section.</summary>
internal static class RoutePlanBuilder
{
    public const string Section = "Routes";

    /// <summary>The route of everything that is no operation.</summary>
    public const string PassThrough = "PassThrough";

    private static readonly string[] Keys = [.. Enum.GetNames<Operation>(), PassThrough];

    /// <returns>The plan; null where there are errors, here or in the stores.</returns>
    public static RoutePlan? Build(IConfiguration configuration, StoreSet stores, ICollection<ConfigurationError> errors)
    {
        var section = configuration.GetSection(Section);
        var before = errors.Count;
        // By name: Enum.TryParse takes numbers and lists of names too.
        foreach (var route in section.GetChildren().Where(route => !Keys.Contains(route.Key, StringComparer.OrdinalIgnoreCase)))
            errors.Add(new ConfigurationError(route.Path, $"there is no such operation; the operations are {string.Join(", ", Keys)}"));
        var routes = new Dictionary<Operation, JobsRoute>();
        foreach (var operation in Enum.GetValues<Operation>())
        {
            if (new RouteBuilder(operation, section.GetSection(operation.ToString()), stores, errors).Build() is { } route)
                routes[operation] = route;
        }

        var passThrough = ChoosePassThrough(section.GetSection(PassThrough), stores, errors);
        return errors.Count == before && routes.Count == Enum.GetValues<Operation>().Length ? new RoutePlan(stores, routes, passThrough) : null;
    }

    // Without it other paths are unknown, however many stores there are: to open a whole server to the world is to be said.
    private static UpstreamStore? ChoosePassThrough(IConfigurationSection section, StoreSet stores, ICollection<ConfigurationError> errors)
    {
        var options = OptionsReader.Read<PassThroughOptions>(section, errors);
        if (options.Store is null)
            return null;
        var path = $"{section.Path}:{nameof(options.Store)}";
        var store = RouteBuilder.Find(options.Store, path, stores, errors);
        if (store is LocalStore)
            errors.Add(new ConfigurationError(path, $"the store '{store.Name}' has jobs and nothing else; name a store of type {UpstreamStoreFactory.Type}"));
        return (store as RemoteStore)?.Upstream;
    }
}
