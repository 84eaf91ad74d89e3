using System.Text;
using System.Text.Json;

namespace JobsGateway.Stores.Abstractions;

/// <summary>The JSON object a client sees as a job: UTF-8 bytes without white space, keys in stored order.</summary>
/// <param name="Utf8">The bytes. Nobody may change them once the document exists.</param>
/// <remarks>The document is the truth; columns in a store are only its index.</remarks>
public readonly record struct JobDocument(ReadOnlyMemory<byte> Utf8)
{
    /// <summary>Makes a document from text.</summary>
    public static JobDocument FromString(string json) => new(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads it, however deep it nests.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public JsonDocument Parse() => JsonDocument.Parse(Utf8, JobJson.Options);

    /// <summary>The document as text, for tests and error reports; never log it.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}
