using System.ComponentModel.DataAnnotations;
using JobsGateway.Stores.Resilience;

namespace JobsGateway.Gateway.Configuration;

/// <summary>A store of type <c>Sqlite</c>: the embedded one.</summary>
/// <remarks>The settings as they are documented. The store reads them itself, so that it needs nothing of the gateway.</remarks>
internal sealed record SqliteOptions
{
    /// <summary>The file: <c>Data Source=</c> and its path, from the folder of <c>appsettings.json</c>. Folder and file are made where they are missing.</summary>
    public string ConnectionString { get; init; } = "Data Source=jobs.db";

    /// <summary>How long a write waits for its turn or for another process. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What is done when the store is slow or fails.</summary>
    public ResilienceOptions Resilience { get; init; } = new();
}
