using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Gateway.Routing.Configuration;

/// <summary>What is asked of another store as well, to compare. The client never waits for it, and never sees anything of it.</summary>
internal sealed record ShadowOptions
{
    /// <summary>The store to compare, by its name under <c>Stores</c>.</summary>
    [Required(ErrorMessage = "is not set; name the store to compare")]
    public string? Store { get; init; }

    /// <summary>How many of a hundred fetches are compared, from 0 to 100; fractions count. Default: 100.</summary>
    [Range(0d, 100d)]
    public double Percent { get; init; } = 100;

    /// <summary>What the sample is taken of. Default: <see cref="ShadowSampling.Request"/>.</summary>
    public ShadowSampling Sampling { get; init; } = ShadowSampling.Request;

    /// <summary>How many fetches may wait to be compared; more are dropped and counted. Default: 1000.</summary>
    [Range(1, 100_000)]
    public int QueueLength { get; init; } = 1000;

    /// <summary>How many are compared at a time. Default: 4.</summary>
    [Range(1, 256)]
    public int Concurrency { get; init; } = 4;

    /// <summary>How long the store may take to answer, and how long a fetch may wait in the queue. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after a difference both stores are asked again: only what differs then, too, and does not change by itself, counts. Longer than a copy takes to follow. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ConfirmAfter { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>What a sample is taken of.</summary>
internal enum ShadowSampling
{
    /// <summary>Requests, at random.</summary>
    Request,

    /// <summary>Jobs: all fetches of one key or none, by the same hash as a canary's.</summary>
    Key,
}
