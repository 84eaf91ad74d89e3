using System.Text.Json;

namespace JobsGateway.Stores.Abstractions;

/// <summary>What a store indexes of a job document: read from the document, never the other way round.</summary>
public sealed record JobIndex
{
    /// <summary>The job's id.</summary>
    public required JobId Id { get; init; }

    /// <summary>The job's kind.</summary>
    public required JobKind Kind { get; init; }

    /// <summary>Its name, where it is a string.</summary>
    public string? Name { get; init; }

    /// <summary>A queue job's <c>status</c>; an agenda job's state as its timestamps tell it (<see cref="AgendaState"/>).</summary>
    public string? Status { get; init; }

    /// <summary>The strings by which <c>data.correlationId</c> finds the job: one, or the elements of an array.</summary>
    public IReadOnlyList<string> CorrelationIds { get; init; } = [];

    /// <summary><c>data.externalId</c>, where it is a string.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The job's own community address, else its data's.</summary>
    public string? CommunityAddress { get; init; }

    /// <summary>The job's own account address, else its data's.</summary>
    public string? AccountAddress { get; init; }

    /// <summary>When it failed.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>The job that retried it; an empty one is none.</summary>
    public string? RetryJob { get; init; }

    /// <summary>Reads the index from a document.</summary>
    /// <exception cref="FormatException">The document is no JSON object with an <c>_id</c> of 24 hexadecimal characters.</exception>
    public static JobIndex Read(JobKind kind, JobDocument document)
    {
        try
        {
            using var json = document.Parse();
            return Read(kind, json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // The latter for half of a surrogate pair.
        {
            throw new FormatException("The job document is not JSON: " + e.Message, e);
        }
    }

    private static JobIndex Read(JobKind kind, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !JobId.TryParse(root.StringOrNull("_id"), out var id))
            throw new FormatException("A job document is a JSON object with an _id of 24 hexadecimal characters.");
        var data = root.ValueKindOf("data") is JsonValueKind.Object or JsonValueKind.Array ? root.GetProperty("data") : default;
        return new JobIndex
        {
            Id = id,
            Kind = kind,
            Name = root.StringOrNull("name"),
            Status = kind == JobKind.Queue ? root.StringOrNull("status") : AgendaState.Of(root),
            CorrelationIds = [.. StringsAt(data, "correlationId")],
            ExternalId = data.StringOrNull("externalId"),
            CommunityAddress = root.StringOrNull("communityAddress") ?? data.StringOrNull("communityAddress"),
            AccountAddress = root.StringOrNull("accountAddress") ?? data.StringOrNull("accountAddress"),
            FailedAt = root.DateOrNull("failedAt"),
            RetryJob = root.NonEmptyStringOrNull("retryJob"),
        };
    }

    // As MongoDB matches {"data.correlationId": "x"}: through an array of objects, and by element where the value is an array.
    private static IEnumerable<string> StringsAt(JsonElement data, string key)
    {
        IEnumerable<JsonElement> holders = data.ValueKind switch
        {
            JsonValueKind.Object => [data],
            JsonValueKind.Array => data.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object),
            _ => [],
        };
        var values = holders.Where(h => h.TryGetProperty(key, out _)).Select(h => h.GetProperty(key));
        return values
            .SelectMany(v => v.ValueKind == JsonValueKind.Array ? v.EnumerateArray() : Enumerable.Repeat(v, 1))
            .Where(v => v.ValueKind == JsonValueKind.String)
            .Select(v => v.GetString()!)
            .Distinct(StringComparer.Ordinal);
    }
}
