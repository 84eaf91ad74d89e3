using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Stores.Resilience;

/// <summary>The section <c>Resilience:Retry</c>: how a fetch that failed is sent again, after a pause that doubles, with jitter. What is no fetch is sent once; only where no connection could be made does it go to another destination.</summary>
public sealed record RetryOptions
{
    /// <summary>How many attempts a fetch has in all; 1 for no second one. Default: 3.</summary>
    [Range(1, 10)]
    public int MaxAttempts { get; init; } = 3;

    /// <summary>The pause before the second attempt, in the middle: jitter makes it shorter or longer. Default: 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause, also where an upstream asks for a longer one (<c>Retry-After</c>): the client gets the answer then. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(2);
}
