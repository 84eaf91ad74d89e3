using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Routing;
using Yarp.ReverseProxy.Configuration;

namespace JobsGateway.Gateway.Operations.Checks;

/// <summary>Validates YARP's own section with YARP's own validator, which otherwise runs only once the server is up.</summary>
internal static class ReverseProxyCheck
{
    private const string Section = ProxyRoutes.Section;

    private const string JobsApi = "/api/v2/jobs";

    /// <summary>Every error, by route and cluster; none where the section is absent.</summary>
    public static IReadOnlyList<ConfigurationError> Validate(IConfiguration configuration)
    {
        if (!configuration.GetSection(Section).Exists())
            return [];
        using var services = Services(configuration);
        if (!ProxyRoutes.TryRead(services, out var proxy, out _))
            return [.. Unreadable(configuration)];
        // The validators are asynchronous for the sake of policy providers that are; those of the gateway are not.
        return [.. ValidateAsync(services.GetRequiredService<IConfigValidator>(), proxy).GetAwaiter().GetResult()];
    }

    /// <summary>Routes that never match, as the gateway looks at the jobs API first.</summary>
    public static IEnumerable<ConfigurationWarning> Warn(IConfiguration configuration)
    {
        foreach (var route in configuration.GetSection(Section).GetSection("Routes").GetChildren())
        {
            var path = "/" + route["Match:Path"]?.TrimStart('/');
            if (path.StartsWith(JobsApi, StringComparison.OrdinalIgnoreCase) && (path.Length == JobsApi.Length || path[JobsApi.Length] == '/'))
                yield return new($"{route.Path}:Match:Path", $"\"{path}\" never matches what the gateway answers itself: it looks at {JobsApi} first. Use Routes to send jobs elsewhere");
        }
    }

    private static async Task<List<ConfigurationError>> ValidateAsync(IConfigValidator validator, IProxyConfig proxy)
    {
        var errors = new List<ConfigurationError>();
        foreach (var route in proxy.Routes)
        {
            var path = $"{Section}:Routes:{route.RouteId}";
            errors.AddRange((await validator.ValidateRouteAsync(route)).Select(error => new ConfigurationError(path, error.Message)));
            // YARP takes such a route and answers each of its requests with 503.
            if (!proxy.Clusters.Any(cluster => cluster.ClusterId.Equals(route.ClusterId, StringComparison.OrdinalIgnoreCase)))
                errors.Add(new($"{path}:ClusterId", $"there is no cluster '{route.ClusterId}'; the clusters are {string.Join(", ", proxy.Clusters.Select(cluster => cluster.ClusterId))}"));
        }

        foreach (var cluster in proxy.Clusters)
            errors.AddRange((await validator.ValidateClusterAsync(cluster)).Select(error => new ConfigurationError($"{Section}:Clusters:{cluster.ClusterId}", error.Message)));
        return errors;
    }

    // YARP stops at the first value it can't read and does not say where it is: each entry is tried alone.
    private static IEnumerable<ConfigurationError> Unreadable(IConfiguration configuration)
    {
        foreach (var entry in configuration.GetSection(Section).GetChildren().SelectMany(kind => kind.GetChildren()))
        {
            using var services = Services(new ConfigurationBuilder().AddInMemoryCollection(entry.AsEnumerable()).Build());
            if (!ProxyRoutes.TryRead(services, out _, out var reason))
                yield return new(entry.Path, $"can't be read: {reason}");
        }
    }

    private static ServiceProvider Services(IConfiguration configuration)
    {
        var services = ProxyRoutes.Services(configuration);
        // Routes may name the gateway's policies; here only the names count.
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Reader, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Policies.Admin, policy => policy.RequireAuthenticatedUser());
        return services.BuildServiceProvider();
    }
}
