using Microsoft.Extensions.Configuration.Memory;

namespace JobsGateway.Gateway.Configuration.Files;

/// <summary>The whole configuration as it was at one moment: what is validated is what is put in force, whatever becomes of the files meanwhile.</summary>
/// <param name="Configuration">A copy.</param>
/// <param name="Unreadable">The files that can't be read or are gone; of them the copy has what they held before.</param>
internal sealed record ConfigurationSnapshot(IConfiguration Configuration, IReadOnlyList<ConfigurationError> Unreadable)
{
    public static ConfigurationSnapshot Of(IConfigurationRoot configuration)
    {
        var copies = new List<IConfigurationProvider>();
        var unreadable = new List<ConfigurationError>();
        foreach (var provider in configuration.Providers)
        {
            if (provider is ISteadyProvider file)
            {
                var (data, problems) = file.Take();
                copies.Add(Holding(data));
                unreadable.AddRange(problems);
            }
            else
            {
                copies.Add(Holding(ContentOf(provider)));
            }
        }

        return new ConfigurationSnapshot(new ConfigurationRoot(copies), unreadable);
    }

    private static MemoryConfigurationProvider Holding(IEnumerable<KeyValuePair<string, string?>> data) => new(new MemoryConfigurationSource { InitialData = data });

    // The environment, the command line: a provider can be asked for keys only, one level at a time.
    private static Dictionary<string, string?> ContentOf(IConfigurationProvider provider)
    {
        var content = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Copy(null);
        return content;

        void Copy(string? parent)
        {
            foreach (var key in provider.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                var path = parent is null ? key : ConfigurationPath.Combine(parent, key);
                if (provider.TryGet(path, out var value))
                    content[path] = value;
                Copy(path);
            }
        }
    }
}
