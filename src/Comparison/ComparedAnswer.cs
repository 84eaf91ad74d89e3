namespace JobsGateway.Comparison;

/// <summary>One side's answer to a request.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers; names in any letter case.</param>
/// <param name="Body">The body, decoded.</param>
/// <param name="IsStudio">Whether it came from a Studio server, so that the quirks of Studio are to be expected.</param>
/// <param name="AskedAt">When the request was sent.</param>
/// <param name="AnsweredAt">When the answer was there.</param>
public sealed record ComparedAnswer(
    int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, bool IsStudio, DateTimeOffset AskedAt, DateTimeOffset AnsweredAt);
