using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer;

/// <summary>What a <see cref="SqlServerJobStore"/> is made from.</summary>
/// <param name="ConnectionString">The database.</param>
public sealed record SqlServerStoreOptions(string ConnectionString)
{
    /// <summary>The store's name in configuration, for messages that tell what to run. Default: <c>sql</c>.</summary>
    public string Name { get; init; } = "sql";

    /// <summary>Where the fetches go instead, with <c>ApplicationIntent=ReadOnly</c>. Default: null, where everything goes.</summary>
    public string? ReadConnectionString { get; init; }

    /// <summary>The schema that holds the tables: letters, digits and _. Default: <c>jobs</c>.</summary>
    public string Schema { get; init; } = "jobs";

    /// <summary>Whether a start creates or upgrades the schema. Default: false.</summary>
    public bool AutoMigrate { get; init; }

    /// <summary>How long a statement may take. Default: 30 seconds.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many connections a start opens and keeps open. Default: 4.</summary>
    public int WarmConnections { get; init; } = 4;

    /// <summary>Where the jobs are, for an operator; without secrets.</summary>
    internal string Place => PlaceOf(Primary);

    /// <summary>The same for <see cref="ReadConnectionString"/>, for what is told of it.</summary>
    internal SqlServerStoreOptions OfSecondary => this with { ConnectionString = ReadConnectionString ?? ConnectionString };

    internal SqlConnectionStringBuilder Primary => Builder(ConnectionString);

    internal SqlConnectionStringBuilder? Secondary
    {
        get
        {
            if (ReadConnectionString is null)
                return null;
            var builder = Builder(ReadConnectionString);
            builder.ApplicationIntent = ApplicationIntent.ReadOnly;
            return builder;
        }
    }

    private SqlConnectionStringBuilder Builder(string connectionString)
    {
        var builder = new SqlConnectionStringBuilder(connectionString);
        builder.MinPoolSize = Math.Max(builder.MinPoolSize, WarmConnections);
        // Otherwise every attempt after a failed one would be told the old failure for up to a minute; the store's Resilience spares a server that fails.
        if (!builder.ShouldSerialize("Pool Blocking Period"))
            builder.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
        if (!builder.ShouldSerialize("Application Name"))
            builder.ApplicationName = "JobsGateway";
        return builder;
    }

    private string PlaceOf(SqlConnectionStringBuilder builder) =>
        $"the schema '{Schema}' of {(builder.InitialCatalog.Length == 0 ? "the login's default database" : $"the database '{builder.InitialCatalog}'")} on '{builder.DataSource}'";
}
