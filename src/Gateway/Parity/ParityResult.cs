using JobsGateway.Comparison;

namespace JobsGateway.Gateway.Parity;

/// <summary>What a comparison of two answers found.</summary>
internal abstract record ParityResult
{
    private ParityResult() { }

    /// <summary>The answers are equal.</summary>
    public static ParityResult Equal { get; } = new Same();

    /// <summary>The answers differ only where one side differs from itself when it is asked twice.</summary>
    /// <param name="Paths">Where.</param>
    public sealed record Noise(IReadOnlyList<string> Paths) : ParityResult;

    /// <summary>The answers differ.</summary>
    /// <param name="Differences">In what; the left side is the primary's. At least one.</param>
    /// <param name="Target">The request target, such as <c>/api/v2/jobs/:id</c>. Of a query only <c>externalId</c> is kept: others may be keys.</param>
    /// <param name="PrimaryStatus">The status the client got.</param>
    /// <param name="CandidateStatus">The status it would have got.</param>
    public sealed record Different(IReadOnlyList<Difference> Differences, string Target, int PrimaryStatus, int CandidateStatus) : ParityResult;

    private sealed record Same : ParityResult;
}
