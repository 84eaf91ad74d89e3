using JobsGateway.Stores.Upstream;

namespace JobsGateway.Gateway.Configuration;

/// <summary>The types of store the gateway comes with; more come from plugins.</summary>
internal static class StoreTypes
{
    /// <summary>The key of a store's section that names its type.</summary>
    public const string Key = "Type";

    /// <summary>The embedded store.</summary>
    public const string Sqlite = "Sqlite";

    /// <summary>A database of SQL Server.</summary>
    public const string SqlServer = "SqlServer";

    /// <summary>Another server that answers.</summary>
    public const string Upstream = UpstreamStoreFactory.Type;

    public static bool IsUpstream(IConfigurationSection store) => Upstream.Equals(store[Key], StringComparison.OrdinalIgnoreCase);
}
