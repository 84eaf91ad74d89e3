using System.Buffers;
using System.Text.Json;
using JobsGateway.Stores.Abstractions.Queue.Data;

namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>A job's <c>data</c> as Studio stores and shows them.</summary>
/// <remarks>
/// Studio takes data as JavaScript objects: numbers print as JavaScript prints them, integer-like keys come first, of equal keys the last value counts, and a
/// queue job drops empty objects, itself included (<c>bson-to-json.md</c> of the contract).
/// </remarks>
public static class StudioData
{
    // What MongoDB nests at most.
    private const int MostLevels = 100;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MostLevels };

    /// <summary>Data as a new job has them; empty where the job has none.</summary>
    /// <param name="json">The data as given: a JSON object as UTF-8.</param>
    /// <param name="kind">The kind of job.</param>
    /// <param name="correlationId">Becomes the key <c>correlationId</c> where the data have none; null for none.</param>
    /// <exception cref="ArgumentException">
    /// They are no JSON object, hold a whole number that JavaScript would change (beyond 2^53 it has only some of them; write it as a string), a number beyond
    /// its range, half of a surrogate pair or other text that is not Unicode, nest deeper than a hundred levels, or name another correlation id. The message says which.
    /// </exception>
    public static ReadOnlyMemory<byte> Normalize(ReadOnlyMemory<byte> json, JobKind kind, string? correlationId = null) => Checked(() =>
    {
        using var data = JsonDocument.Parse(json, Options);
        var node = new DataReader(kind).Object(Object(data));
        return Written(correlationId is null ? node : Correlated(node, correlationId), kind);
    });

    /// <summary>Data after a JSON merge patch (RFC 7396); what the patch does not name keeps its bytes and its place.</summary>
    /// <remarks>A patch without keys changes nothing. A queue job drops an object that the patch leaves empty.</remarks>
    /// <param name="data">The data as they are; empty where the job has none.</param>
    /// <param name="patch">The patch: a JSON object as UTF-8.</param>
    /// <param name="kind">The kind of job.</param>
    /// <returns>The data; empty where the job has none any more.</returns>
    /// <exception cref="ArgumentException">The patch is not fit to be stored, for the reasons of <see cref="Normalize"/>.</exception>
    public static ReadOnlyMemory<byte> Merge(ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> patch, JobKind kind) => Checked(() =>
    {
        using var changes = JsonDocument.Parse(patch, Options);
        if (!Object(changes).EnumerateObject().Any())
            return data;
        using var target = data.IsEmpty ? null : JsonDocument.Parse(data, JobJson.Options);
        return Written(new DataMerge(kind).Merge(target?.RootElement ?? default, changes.RootElement), kind);
    });

    private static JsonElement Object(JsonDocument data) => data.RootElement.ValueKind == JsonValueKind.Object
        ? data.RootElement
        : throw new ArgumentException($"A job's data are a JSON object, not {data.RootElement.ValueKind}.");

    private static ObjectNode Correlated(ObjectNode data, string correlationId)
    {
        var value = DocumentFields.Quote(correlationId);
        if (data.Members.FirstOrDefault(member => member.Name == "correlationId") is not { } given)
            return new ObjectNode([.. data.Members, new DataMember("correlationId", DocumentFields.Quote("correlationId"), new RawNode(value))]);
        return given.Value is RawNode { Utf8: var text } && text.Span.SequenceEqual(value)
            ? data
            : throw new ArgumentException("A job's data name another correlationId than the job itself.");
    }

    private static ReadOnlyMemory<byte> Written(ObjectNode data, JobKind kind)
    {
        if (data.IsEmpty && kind == JobKind.Queue)
            return default;
        var output = new ArrayBufferWriter<byte>();
        data.WriteTo(output);
        return output.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Checked(Func<ReadOnlyMemory<byte>> work)
    {
        try
        {
            return work();
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"A job's data are JSON of {MostLevels} levels at most. {e.Message}", e);
        }
        catch (InvalidOperationException e) // Of a text.
        {
            throw new ArgumentException("A job's data hold text that is not Unicode: bytes that are no UTF-8, or half of a surrogate pair.", e);
        }
    }
}
