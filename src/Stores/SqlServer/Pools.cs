using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Which of the process's connection pools are in use by stores: stores with the same connection string share one, as SqlClient has it.</summary>
/// <remarks>After a reload of the configuration the new store goes on with the connections of the old one, which closes after it.</remarks>
internal static class Pools
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, int> Users = new(StringComparer.Ordinal);

    /// <summary>A store begins to use a pool.</summary>
    public static void Enter(string connectionString)
    {
        lock (Gate)
            Users[connectionString] = Users.GetValueOrDefault(connectionString) + 1;
    }

    /// <summary>A store is done with a pool; the last one closes what is idle in it, and what is in use once it is given back.</summary>
    public static void Leave(string connectionString)
    {
        lock (Gate)
        {
            if (--Users[connectionString] > 0)
                return;
            Users.Remove(connectionString);
        }

        using var connection = new SqlConnection(connectionString);
        SqlConnection.ClearPool(connection);
    }
}
