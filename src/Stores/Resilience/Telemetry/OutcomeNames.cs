using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.Resilience.Telemetry;

/// <summary>What became of a call, in the few words that metrics and spans use.</summary>
internal static class OutcomeNames
{
    /// <summary>The store did not answer: away, too slow, or left alone.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The client has left.</summary>
    public const string Left = "left";

    /// <summary>An exception no store should throw.</summary>
    public const string Failed = "failed";

    public static string Of(JobOutcome outcome) => outcome.Status switch
    {
        OutcomeStatus.Found => "found",
        OutcomeStatus.NotFound => "not_found",
        OutcomeStatus.Unavailable => Unavailable,
        _ => "refused",
    };

    public static string Of(JobsOutcome outcome) => outcome.UnavailableReason is null ? "found" : Unavailable;

    public static string Of(RetryQueryOutcome outcome) => outcome.UnavailableReason is null ? "found" : Unavailable;

    public static string Of(Exception exception) => exception is OperationCanceledException ? Left : Failed;
}
