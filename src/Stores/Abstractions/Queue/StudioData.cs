namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>A job's <c>data</c> as Studio stores and shows them.</summary>
/// <remarks>
/// Studio takes data as JavaScript objects: numbers print as JavaScript prints them, integer-like keys come first, of equal keys the last value counts, and a
/// queue job drops empty objects, itself included (<c>bson-to-json.md</c> of the contract).
/// </remarks>
public static class StudioData
{
    /// <summary>Data as a new job has them; empty where the job has none.</summary>
    /// <param name="json">The data as given: a JSON object as UTF-8.</param>
    /// <param name="kind">The kind of job.</param>
    /// <param name="correlationId">Becomes the key <c>correlationId</c> where the data have none; null for none.</param>
    /// <exception cref="ArgumentException">
    /// They are no JSON object, hold an integer beyond 2^53 (JavaScript would change it; write it as a string) or half of a surrogate pair, nest deeper than
    /// a hundred levels, or name another correlation id. The message says which.
    /// </exception>
    public static ReadOnlyMemory<byte> Normalize(ReadOnlyMemory<byte> json, JobKind kind, string? correlationId = null) => throw new NotImplementedException();

    /// <summary>Data after a JSON merge patch (RFC 7396); what the patch does not name keeps its bytes and its place.</summary>
    /// <param name="data">The data as they are; empty where the job has none.</param>
    /// <param name="patch">The patch: a JSON object as UTF-8.</param>
    /// <param name="kind">The kind of job.</param>
    /// <exception cref="ArgumentException">As for <see cref="Normalize"/>.</exception>
    public static ReadOnlyMemory<byte> Merge(ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> patch, JobKind kind) => throw new NotImplementedException();
}
