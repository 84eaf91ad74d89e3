using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Worker;

/// <summary>How the jobs of one handler are run. Set in code, and on top of that by the section <c>Handlers:&lt;name&gt;</c> of the queue's section.</summary>
public sealed record JobWorkerOptions
{
    /// <summary>The most jobs of this handler that run at once in this process. Default: 1.</summary>
    [Range(1, 1000)]
    public int Concurrency { get; set; } = 1;

    /// <summary>
    /// How long a job stays this worker's without a sign of life; a sign is given at every third of it. It is how long a job of a dead worker waits, so no shorter
    /// than the longest pause a healthy one may make, and well above the difference between the machines' clocks. Default: 1 minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait before asking again where fewer jobs were due than could have been run. Default: 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What the wait grows to while nothing is due. Jitter makes every wait up to a fifth shorter or longer. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan MaximumPollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many attempts a job has in all before it fails. Default: 1, as Studio: a failed job is retried by hand, through the API.</summary>
    [Range(1, 1000)]
    public int MaximumAttempts { get; set; } = 1;

    /// <summary>The wait before the second attempt. It doubles with each attempt; jitter takes up to half of it off. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan BackoffBase { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between two attempts. Default: 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan BackoffMaximum { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an attempt may take before its token is cancelled and it counts as failed; null for no limit. Default: null.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "7.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan? HandlerTimeout { get; set; }
}
