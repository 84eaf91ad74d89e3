namespace JobsGateway.Gateway.Stores;

/// <summary>A store's section as text.</summary>
internal static class StoreSection
{
    public static string FingerprintOf(IConfigurationSection section) =>
        string.Join('\n', section.AsEnumerable(makePathsRelative: true).OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).Select(pair => $"{pair.Key}={pair.Value}"));
}
