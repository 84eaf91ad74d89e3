using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Stores.Sqlite;

/// <summary>A store of type <c>Sqlite</c> as configuration writes it.</summary>
public sealed record SqliteSection
{
    /// <summary>The file, as <c>Data Source=jobs.db</c>; a relative path starts from the content root. Default: <c>Data Source=jobs.db</c>.</summary>
    public string ConnectionString { get; init; } = "Data Source=jobs.db";

    /// <summary>How long a write waits for other writers, of this process or another, before the store counts as unavailable. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a start creates the schema and brings an older one up to date. Default: true. With false the command <c>schema</c> does.</summary>
    public bool AutoMigrate { get; init; } = true;
}
