using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Stores.Resilience;

/// <summary>The section <c>Resilience:Concurrency</c>: a store that is slow must not fill the gateway with operations that wait for it. Requests that pass through are not limited.</summary>
public sealed record ConcurrencyOptions
{
    /// <summary>The most operations under way at once; further ones wait in the queue. Default: 1000.</summary>
    [Range(1, 1_000_000)]
    public int Limit { get; init; } = 1000;

    /// <summary>The most operations that wait; further ones get 503 at once. Default: 0.</summary>
    [Range(0, 1_000_000)]
    public int Queue { get; init; }
}
