using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Stores.SqlServer;

/// <summary>A store of type <c>SqlServer</c> as configuration writes it.</summary>
public sealed record SqlServerSection
{
    /// <summary>The database, as <c>Server=…;Database=…;…</c>. Required.</summary>
    [Required]
    public string ConnectionString { get; init; } = "";

    /// <summary>Where the fetches go instead, to a readable secondary for example: <c>ApplicationIntent=ReadOnly</c> is added. Default: where everything goes.</summary>
    /// <remarks>What is not found there is asked for at <see cref="ConnectionString"/>: a secondary lags behind.</remarks>
    public string? ReadConnectionString { get; init; }

    /// <summary>The schema that holds the tables. Default: <c>jobs</c>.</summary>
    public string Schema { get; init; } = "jobs";

    /// <summary>Whether a start creates the schema and brings an older one up to date. Default: false, the command <c>schema</c> does.</summary>
    public bool AutoMigrate { get; init; }

    /// <summary>How long a statement may take before the store counts as unavailable. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many connections a start opens and keeps open, for each of the two connection strings. Default: 4.</summary>
    [Range(0, 100)]
    public int WarmConnections { get; init; } = 4;
}
