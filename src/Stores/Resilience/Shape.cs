using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.Resilience;

/// <summary>What the machinery has to know of a type of outcome.</summary>
/// <param name="FailureOf">Why the store was unavailable; null where it answered.</param>
/// <param name="Unavailable">Makes an outcome of an operation the store was not asked, or did not answer.</param>
internal sealed record Shape<TOutcome>(Func<TOutcome, string?> FailureOf, Func<string, TimeSpan?, TOutcome> Unavailable);

internal static class Shape
{
    public static Shape<JobOutcome> Job { get; } = new(
        static outcome => outcome.Status == OutcomeStatus.Unavailable ? outcome.Reason ?? "The store does not say why." : null,
        JobOutcome.Unavailable);

    public static Shape<JobsOutcome> Jobs { get; } = new(static outcome => outcome.UnavailableReason, JobsOutcome.Unavailable);

    public static Shape<RetryQueryOutcome> RetryQuery { get; } = new(static outcome => outcome.UnavailableReason, RetryQueryOutcome.Unavailable);
}
