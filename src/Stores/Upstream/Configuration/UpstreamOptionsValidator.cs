using JobsGateway.Stores.Abstractions.Configuration;
using JobsGateway.Stores.Resilience;

namespace JobsGateway.Stores.Upstream.Configuration;

/// <summary>Finds settings that contradict each other or can't work. Each alone is checked where it is read.</summary>
internal static class UpstreamOptionsValidator
{
    private const string MoreThanPath = "has a query, a fragment or a user; write scheme, host, port and path only";

    public static IEnumerable<ConfigurationError> Validate(UpstreamOptions options, string path)
    {
        if (options.Destinations.Count == 0)
            yield return new($"{path}:Destinations", "names no destination; write where the server is: \"Destinations\": { \"a\": { \"Address\": \"https://studio.example.com/\" } }");
        foreach (var (name, destination) in options.Destinations)
        {
            if (HasMoreThanPath(destination.Address))
                yield return new($"{path}:Destinations:{name}:Address", MoreThanPath);
            if (HasMoreThanPath(destination.Health))
                yield return new($"{path}:Destinations:{name}:Health", MoreThanPath);
        }

        if (!options.HealthChecks.Active.Path.StartsWith('/'))
            yield return new($"{path}:HealthChecks:Active:Path", $"\"{options.HealthChecks.Active.Path}\" is no path; write it like /health");
        // The handler would leave it out without a word, and the proxy answer every request with 407.
        if (options.Transport.Proxy is { UserInfo.Length: > 0 })
            yield return new($"{path}:Transport:Proxy", "has a user, and none is sent to a proxy; write scheme, host and port only, of a proxy that asks for no password");
        else if (options.Transport.Proxy is { PathAndQuery: not "/" } or { Fragment.Length: > 0 })
            yield return new($"{path}:Transport:Proxy", "has a path, a query or a fragment; write scheme, host and port only");
        if (options.Transport.ConnectTimeout > options.Resilience.TotalTimeout)
            yield return new($"{path}:Transport:ConnectTimeout", $"{options.Transport.ConnectTimeout:c} is longer than Resilience:TotalTimeout {options.Resilience.TotalTimeout:c}; shorten it");
        foreach (var error in ResilienceOptionsValidator.Validate(options.Resilience, $"{path}:{ResilienceOptionsValidator.Section}"))
            yield return error;
    }

    private static bool HasMoreThanPath(Uri? address) => address is not null && (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0);
}
