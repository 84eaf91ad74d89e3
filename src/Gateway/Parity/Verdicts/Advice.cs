using JobsGateway.Gateway.Parity.Configuration;
using JobsGateway.Gateway.Parity.Counting;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Parity.Verdicts;

/// <summary>What to do next.</summary>
internal static class Advice
{
    // What tells that a job goes on, or is there at all: ignored, everything would be equal.
    private static readonly string[] Progress =
        ["status", "", "body", "body.data", "body.error", "body.errors", "body.data.status", "body.data.updatedAt", "body.data.lastFinishedAt", "body.data.lastRunAt", "body.data.retryJob", "body.data.data"];

    private const string StartAnew = "then begin anew: POST /gateway/parity/reset";

    public static IEnumerable<string> For(Operation operation, ParityCounts counts, VerdictState state, bool isTooOftenUnavailable)
    {
        if (isTooOftenUnavailable)
            yield return $"Find out why {counts.Candidate ?? "the candidate"} is not available (the log, /health/ready), mend it, {StartAnew}.";
        else if (state == VerdictState.NothingCompared)
            yield return $"Set Routes:{operation}:Shadow and wait for requests.";
        else if (state == VerdictState.NotReady)
            yield return $"Look at the samples. Mend what differs (verify finds every job that does), {StartAnew}; what no client minds belongs into {ParityOptions.Section}:{nameof(ParityOptions.Ignore)}.";
        else if (state == VerdictState.NotReadyYet)
            yield return $"Wait, or let Routes:{operation}:Shadow take more requests.";
        else
            yield return $"Set Routes:{operation}:Canary to 1 %, and raise it step by step while this stays so.";
        if (counts.NoisePaths.Any(IsOfProgress))
            yield return $"A part of the noise is jobs in progress, or {counts.Candidate ?? "the candidate"} being a moment behind: give Routes:{operation} a Fallback, so that a job it does not have yet is asked for on the other side.";
        if (counts.NoisePaths.Where(path => !IsOfProgress(path)).Take(5).Select(path => path.Key).ToList() is { Count: > 0 } noise)
            yield return $"If these change by themselves, add them to {ParityOptions.Section}:{nameof(ParityOptions.Ignore)}, to save the second call: {string.Join(", ", noise)}.";
        if (counts.Dropped > counts.Compared)
            yield return "More answers were dropped than compared, as the queue was full: take fewer of them, so that they are taken evenly.";
    }

    private static bool IsOfProgress(KeyValuePair<string, long> path) => Progress.Contains(path.Key, StringComparer.Ordinal);
}
