using System.Text.Encodings.Web;
using System.Text.Json;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Operations.Checks;

namespace JobsGateway.Gateway.Commands;

/// <summary>What <c>check --json</c> prints. Names are never removed or given another meaning: scripts read them.</summary>
/// <param name="Valid">Whether the gateway would start.</param>
/// <param name="Errors">Why not.</param>
/// <param name="Warnings">What is allowed, and should be known.</param>
/// <param name="Stores">The stores, in the order of configuration.</param>
/// <param name="Routes">Which store answers which operation.</param>
internal sealed record CheckReport(
    bool Valid,
    IReadOnlyList<ConfigurationError> Errors,
    IReadOnlyList<ConfigurationWarning> Warnings,
    IReadOnlyList<CheckedStore> Stores,
    IReadOnlyDictionary<string, string> Routes)
{
    /// <summary>The routes whose store does not answer alone, in words for people.</summary>
    public IReadOnlyDictionary<string, string> Modes { get; init; } = new Dictionary<string, string>();

    // For terminals and logs, never for a page.
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The report on a configuration that can't be used.</summary>
    public static CheckReport OfErrors(IReadOnlyList<ConfigurationError> errors) => new(false, errors, [], [], new Dictionary<string, string>());

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);
}

/// <summary>A store; how it went to reach it is null where that was not tried.</summary>
internal sealed record CheckedStore(string Name, string Type, bool? Reachable, double? Milliseconds, string? Message)
{
    public CheckedStore(string name, string type) : this(name, type, null, null, null) { }

    public CheckedStore(StoreProbe probe) : this(probe.Name, probe.Type, probe.Reachable, Math.Round(probe.Elapsed.TotalMilliseconds, 1), probe.Message) { }
}
