using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Stores.Abstractions.Schema;

namespace JobsGateway.Gateway.Commands.Schema;

/// <summary>What <c>schema status --json</c> prints. Names are never removed or given another meaning: scripts read them.</summary>
/// <param name="Store">The store's name; null where none was found.</param>
/// <param name="Type">Its type.</param>
/// <param name="State"><c>missing</c>, <c>older</c>, <c>current</c>, <c>newer</c> or <c>foreign</c>; null where the database can't be asked.</param>
/// <param name="Place">Where the schema is.</param>
/// <param name="Version">Its version; 0 where it is missing or foreign.</param>
/// <param name="Newest">The version this program knows.</param>
/// <param name="Applied">The steps that were run, in order.</param>
/// <param name="Error">Why it can't be told; null where it can.</param>
internal sealed record SchemaReport(
    string? Store, string? Type, SchemaState? State, string? Place, int? Version, int? Newest, IReadOnlyList<AppliedScript>? Applied, string? Error)
{
    // For terminals and logs, never for a page.
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public SchemaReport(SchemaStore store, SchemaStatus status)
        : this(store.Name, store.Type, status.State, Redaction.Of(status.Place), status.Version, status.Newest, status.Applied, null) { }

    public SchemaReport(SchemaStore? store, string error)
        : this(store?.Name, store?.Type, null, null, null, null, null, Redaction.Of(error)) { }

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);
}
