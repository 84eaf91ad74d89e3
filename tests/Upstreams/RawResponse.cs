using System.Text;

namespace JobsGateway.Tests.Upstreams;

/// <summary>A response as it came.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers, in order and letter case as sent; bytes beyond ASCII are shown as Latin-1.</param>
/// <param name="Body">The body without its chunks.</param>
public sealed record RawResponse(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    /// <summary>The words behind the status.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What followed the last chunk.</summary>
    public IReadOnlyList<(string Name, string Value)> Trailers { get; init; } = [];

    public string Text => Encoding.UTF8.GetString(Body);

    public bool IsChunked => Header("Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true;

    public string? Header(string name) => Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public IEnumerable<string> HeaderValues(string name) => Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);
}
