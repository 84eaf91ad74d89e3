using JobsGateway.Comparison;

namespace JobsGateway.Gateway.Parity.Counting;

/// <summary>One differing answer.</summary>
/// <param name="At">When it was compared.</param>
/// <param name="Target">What was asked for.</param>
/// <param name="PrimaryStatus">The status the client got.</param>
/// <param name="CandidateStatus">The status it would have got.</param>
/// <param name="Differences">In what, redacted.</param>
internal sealed record ParitySample(DateTimeOffset At, string Target, int PrimaryStatus, int CandidateStatus, IReadOnlyList<Difference> Differences)
{
    public static ParitySample Of(DateTimeOffset at, ParityResult.Different result, SampleRedaction redaction) =>
        new(at, Known(result.Target), result.PrimaryStatus, result.CandidateStatus, [.. result.Differences.Select(redaction.Apply)]);

    private static string Known(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
            return target;
        var external = target[(query + 1)..].Split('&').FirstOrDefault(parameter => parameter.StartsWith("externalId=", StringComparison.Ordinal));
        return external is null ? target[..query] : $"{target[..query]}?{external}";
    }
}
