using System.Text;

namespace JobsGateway.Tests.Upstreams;

/// <summary>A request as an upstream received it.</summary>
/// <param name="Connection">The number of the connection it came on, from 1.</param>
/// <param name="Method">The method, letter case as sent.</param>
/// <param name="Target">The request target exactly as it came; bytes beyond ASCII are shown as Latin-1.</param>
/// <param name="Version"><c>1.1</c> or <c>1.0</c>.</param>
/// <param name="Headers">The headers. <see cref="ScriptedUpstream"/> keeps order and letter case, <see cref="RecordedUpstream"/> neither.</param>
/// <param name="Body">The body without its chunks; empty where the request has none or it was not read.</param>
/// <param name="RawHead">Everything up to and with the empty line, as it came; empty in <see cref="RecordedUpstream"/>.</param>
public sealed record ReceivedRequest(
    int Connection, string Method, string Target, string Version, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body, byte[] RawHead)
{
    /// <summary>The target without its query, not decoded.</summary>
    public string Path => Target.Split('?')[0];

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public IEnumerable<string> HeaderValues(string name) => Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);

    public override string ToString() => $"{Method} {Target}";
}
