using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Stores.Resilience;

/// <summary>The section <c>Resilience:Hedging</c>: a fetch that has no answer yet is sent a second time, and the first answer counts. For upstreams only.</summary>
/// <remarks>Dean and Barroso, "The Tail at Scale" (2013): a small extra load takes much off the slowest answers.</remarks>
public sealed record HedgingOptions
{
    /// <summary>Whether it is done; for upstream stores only. Default: false.</summary>
    public bool Enabled { get; init; }

    /// <summary>How long an attempt has before a second one is sent beside it; below <see cref="ResilienceOptions.AttemptTimeout"/>. Default: 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The most extra requests, as a share of the fetches. Default: 0.05.</summary>
    [Range(0.001, 1.0)]
    public double MaxExtraLoad { get; init; } = 0.05;
}
