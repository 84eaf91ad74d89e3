using JobsGateway.Gateway.Configuration;

namespace JobsGateway.Gateway.Stores;

/// <summary>OpenTelemetry's names of databases (<c>db.system.name</c>), by a store's type.</summary>
internal static class DatabaseNames
{
    public static string Of(string? type) => type switch
    {
        _ when Is(type, StoreTypes.Sqlite) => "sqlite",
        _ when Is(type, StoreTypes.SqlServer) => "microsoft.sql_server",
        _ => type ?? "", // A plugin's own.
    };

    private static bool Is(string? type, string name) => name.Equals(type, StringComparison.OrdinalIgnoreCase);
}
