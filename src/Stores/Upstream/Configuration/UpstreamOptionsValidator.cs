using JobsGateway.Stores.Abstractions.Configuration;
using JobsGateway.Stores.Resilience;

namespace JobsGateway.Stores.Upstream.Configuration;

/// <summary>Finds settings that contradict each other or can't work. Each alone is checked where it is read.</summary>
internal static class UpstreamOptionsValidator
{
    public static IEnumerable<ConfigurationError> Validate(UpstreamOptions options, string path)
    {
        if (options.Destinations.Count == 0)
            yield return new($"{path}:Destinations", "names no destination; write where the server is: \"Destinations\": { \"a\": { \"Address\": \"https://studio.example.com/\" } }");
        foreach (var (name, destination) in options.Destinations)
        {
            if (destination.Address is { } address && (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0))
                yield return new($"{path}:Destinations:{name}:Address", "has a query, a fragment or a user; write scheme, host, port and path only");
        }

        if (!options.HealthChecks.Active.Path.StartsWith('/'))
            yield return new($"{path}:HealthChecks:Active:Path", $"\"{options.HealthChecks.Active.Path}\" is no path; write it like /health");
        if (options.Transport.ConnectTimeout > options.Resilience.TotalTimeout)
            yield return new($"{path}:Transport:ConnectTimeout", $"{options.Transport.ConnectTimeout:c} is longer than Resilience:TotalTimeout {options.Resilience.TotalTimeout:c}; shorten it");
        foreach (var error in ResilienceOptionsValidator.Validate(options.Resilience, $"{path}:{ResilienceOptionsValidator.Section}"))
            yield return error;
    }
}
