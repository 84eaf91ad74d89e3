namespace JobsGateway.Worker.Running;

/// <summary>How long to wait, with jitter, so that many workers do not come at the same moment.</summary>
internal static class Waits
{
    private const double Growth = 1.5;

    /// <summary>The longest wait after the store did not answer.</summary>
    private static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(30);

    /// <summary>A fifth shorter or longer.</summary>
    public static TimeSpan Around(TimeSpan wait) => wait * (0.8 + (0.4 * Random.Shared.NextDouble()));

    /// <summary>The wait after a number of empty answers, a fifth shorter or longer.</summary>
    /// <param name="options">The handler's options.</param>
    /// <param name="idle">How many answers in a row had no job; 0 for one that had fewer than could have been run.</param>
    public static TimeSpan Poll(JobWorkerOptions options, int idle) =>
        Around(Least(options.PollInterval * Math.Pow(Growth, Math.Clamp(idle - 1, 0, 20)), options.MaximumPollInterval));

    /// <summary>The wait after a number of times the store did not answer: it doubles, and jitter takes up to half of it off.</summary>
    public static TimeSpan Outage(TimeSpan first, int failures) => Halve(Least(first * Doubled(failures), first < LongestOutage ? LongestOutage : first));

    /// <summary>The wait after an attempt that failed: it doubles, and jitter takes up to half of it off.</summary>
    public static TimeSpan Backoff(JobWorkerOptions options, int attempt) => Halve(Least(options.BackoffBase * Doubled(attempt), options.BackoffMaximum));

    // Beyond 2^20 every bound is reached; a product of a TimeSpan that does not fit is an exception.
    private static double Doubled(int number) => Math.Pow(2, Math.Clamp(number - 1, 0, 20));

    private static TimeSpan Halve(TimeSpan wait) => wait * (0.5 + (0.5 * Random.Shared.NextDouble()));

    private static TimeSpan Least(TimeSpan wait, TimeSpan bound) => wait < bound ? wait : bound;
}
