using JobsGateway.Gateway.Routing.Configuration;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Routing;

/// <summary>Reads one operation's section of <c>Routes</c>, and tells what does not go together.</summary>
internal sealed class RouteBuilder(Operation operation, IConfigurationSection section, StoreSet stores, ICollection<ConfigurationError> errors)
{
    // The longest "not found" is that of an external id, which it repeats.
    private const int LeastBuffer = 1024;

    private readonly JobsRouteOptions _options = OptionsReader.Read<JobsRouteOptions>(section, errors);

    private bool IsRetry => operation is Operation.RetryById or Operation.RetryByQuery;

    /// <returns>The route; null where its store can't be told. It is of use only where there are no errors.</returns>
    public JobsRoute? Build()
    {
        if (FirstStore() is not { } store)
            return null;
        var route = new JobsRoute(operation, store) { Canary = Canary(store), Shadow = Shadow(store) };
        route = route with { Fallback = Fallback(route) };
        return route with { KeepCopy = KeepCopy(route) };
    }

    /// <summary>The store of a name, or an error. What is wrong with a store that is there has been told where it stands.</summary>
    public static ConfiguredStore? Find(string? name, string path, StoreSet stores, ICollection<ConfigurationError> errors)
    {
        var store = name is null ? null : stores.Find(name);
        if (store is null && name is not null && !stores.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            errors.Add(new ConfigurationError(path, $"there is no store '{name}' under Stores; there is {string.Join(", ", stores.Names)}"));
        return store;
    }

    private ConfiguredStore? FirstStore()
    {
        var path = $"{section.Path}:{nameof(JobsRouteOptions.Store)}";
        if (_options.Store is not null)
            return Find(_options.Store, path, stores, errors);
        if (stores.Names.Count == 1)
            return stores.Find(stores.Names[0]);
        if (stores.Names.Count > 1)
            errors.Add(new ConfigurationError(path, $"is not set, and there are {stores.Names.Count} stores to choose from: {string.Join(", ", stores.Names)}"));
        return null;
    }

    private Canary? Canary(ConfiguredStore primary)
    {
        if (_options.Canary is not { } options || !IsOfFetch(nameof(JobsRouteOptions.Canary), "name the owner of jobs as Store and the other store under Fallback"))
            return null;
        var path = $"{section.Path}:{nameof(JobsRouteOptions.Canary)}";
        foreach (var (index, claim) in options.Claims.Index())
        {
            if (claim.IndexOf('=', StringComparison.Ordinal) < 1)
                errors.Add(new ConfigurationError($"{path}:{nameof(options.Claims)}:{index}", $"\"{claim}\" is no claim with a value; write it like appName=wallet"));
        }

        if (Other(options.Store, $"{path}:{nameof(options.Store)}", primary) is not { } store)
            return null;
        if (options.JobNames.Count > 0 && store is not LocalStore && primary is not LocalStore)
            errors.Add(new ConfigurationError($"{path}:{nameof(options.JobNames)}", "needs a local store on one of the two sides: a job's name is read from it before a side is chosen"));
        if (options.JobNames.Count > 0 && operation == Operation.FetchByExternalId)
            errors.Add(new ConfigurationError($"{path}:{nameof(options.JobNames)}", "does not apply: several jobs may have one external id"));
        if (options.NewerThan is not null && operation != Operation.FetchById)
            errors.Add(new ConfigurationError($"{path}:{nameof(options.NewerThan)}", $"does not apply: only {nameof(Operation.FetchById)} asks for a job's id, which tells when it was made"));
        return new Canary(store, options);
    }

    private Shadow? Shadow(ConfiguredStore primary)
    {
        if (_options.Shadow is not { } options || !IsOfFetch(nameof(JobsRouteOptions.Shadow), "leave it out: a retry is never sent twice"))
            return null;
        return Other(options.Store, $"{section.Path}:{nameof(JobsRouteOptions.Shadow)}:{nameof(options.Store)}", primary) is { } store ? new Shadow(store, options) : null;
    }

    private Fallback? Fallback(JobsRoute route)
    {
        if (_options.Fallback is not { } options)
            return null;
        var path = $"{section.Path}:{nameof(JobsRouteOptions.Fallback)}";
        if (IsRetry && options.OnUnavailable)
            errors.Add(new ConfigurationError($"{path}:{nameof(options.OnUnavailable)}", "does not apply to retries: one that failed may have been carried out, and must not run a second time"));
        var next = new List<ConfiguredStore>();
        foreach (var (index, name) in options.Stores.Index())
        {
            var at = $"{path}:{nameof(options.Stores)}:{index}";
            if (Find(name, at, stores, errors) is not { } store)
                continue;
            if (next.Contains(store))
                errors.Add(new ConfigurationError(at, $"the store '{store.Name}' is named twice"));
            else if (store == route.Store && route.Canary is null)
                errors.Add(new ConfigurationError(at, $"the store '{store.Name}' is asked first already; name another one"));
            next.Add(store);
        }

        foreach (var server in new[] { route.Store, route.Canary?.Store }.Concat(next).OfType<RemoteStore>().Distinct())
            CheckBuffer(server, path);
        return new Fallback(next, options.OnUnavailable);
    }

    // What is not read before it is sent on can't be kept from the client.
    private void CheckBuffer(RemoteStore server, string path)
    {
        if (server.Upstream.Options.AnswerBuffer < LeastBuffer)
            errors.Add(new ConfigurationError(path, $"can't tell a \"not found\" of the store '{server.Name}': set Stores:{server.Name}:AnswerBuffer to {LeastBuffer} or more"));
    }

    private KeepCopy? KeepCopy(JobsRoute route)
    {
        if (_options.KeepCopy is not { } options)
            return null;
        var path = $"{section.Path}:{nameof(JobsRouteOptions.KeepCopy)}";
        if (operation is not (Operation.FetchById or Operation.FetchByCorrelationId))
            errors.Add(new ConfigurationError(path, $"does not apply to {operation}: only {nameof(Operation.FetchById)} and {nameof(Operation.FetchByCorrelationId)} bring whole jobs; leave it out"));
        ConfiguredStore?[] asked = [route.Store, route.Canary?.Store, .. route.Fallback?.Stores ?? []];
        if (!asked.Any(store => store is RemoteStore))
            errors.Add(new ConfigurationError(path, "has nothing to copy: the route asks no upstream store"));
        path = $"{path}:{nameof(options.Store)}";
        if (Find(options.Store, path, stores, errors) is not { } store)
            return null;
        if (store is LocalStore { Bare: IJobImporter importer } local)
            return new KeepCopy(local, importer, options);
        errors.Add(new ConfigurationError(path, $"the store '{store.Name}' takes no copies; name a local store that takes imports"));
        return null;
    }

    private ConfiguredStore? Other(string? name, string path, ConfiguredStore primary)
    {
        var store = Find(name, path, stores, errors);
        if (store is not null && store == primary)
            errors.Add(new ConfigurationError(path, $"the store '{store.Name}' is the route's own; name another one"));
        return store;
    }

    private bool IsOfFetch(string mode, string cure)
    {
        if (IsRetry)
            errors.Add(new ConfigurationError($"{section.Path}:{mode}", $"does not apply to retries; {cure}"));
        return !IsRetry;
    }
}
