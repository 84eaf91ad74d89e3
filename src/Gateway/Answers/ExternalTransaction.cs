using System.Text.Json;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Answers;

/// <summary>The form in which the read by external id shows a queue job: its transaction, flattened.</summary>
/// <remarks>Absent keys fall back as the server's do: 0 or the empty string; <c>timeStamp</c>, <c>blockNumber</c> and <c>hash</c> stay absent. Stored nulls stay null.</remarks>
internal static class ExternalTransaction
{
    public static void Write(Utf8JsonWriter json, JobDocument document)
    {
        using var parsed = document.Parse();
        var job = parsed.RootElement;
        var data = ObjectAt(job, "data");
        var transaction = ObjectAt(data, "transactionBody");

        json.WriteStartObject();
        Copy(json, job, "_id", "jobId");
        Copy(json, transaction, "value", "value", "0"u8);
        CopyOrEmpty(json, transaction, "tokenName");
        CopyOrEmpty(json, transaction, "tokenDecimal");
        CopyOrEmpty(json, transaction, "asset", "tokenSymbol");
        CopyOrEmpty(json, transaction, "tokenAddress");
        CopyOrEmpty(json, transaction, "tokenAddress", "contractAddress");
        CopyOrEmpty(json, transaction, "status");
        CopyOrEmpty(json, transaction, "type");
        CopyOrEmpty(json, transaction, "from");
        CopyOrEmpty(json, transaction, "to");
        Copy(json, transaction, "timeStamp", "timeStamp");
        Copy(json, transaction, "blockNumber", "blockNumber");
        Copy(json, data, "txHash", "hash");
        Copy(json, data, "externalId", "externalId");
        json.WriteEndObject();
    }

    private static void CopyOrEmpty(Utf8JsonWriter json, JsonElement from, string key, string? to = null) => Copy(json, from, key, to ?? key, "\"\""u8);

    private static void Copy(Utf8JsonWriter json, JsonElement from, string key, string to, ReadOnlySpan<byte> fallback = default)
    {
        var exists = from.ValueKind == JsonValueKind.Object && from.TryGetProperty(key, out _);
        if (!exists && fallback.IsEmpty)
            return;
        json.WritePropertyName(to);
        if (exists)
            json.WriteRawValue(from.GetProperty(key).GetRawText(), skipInputValidation: true);
        else
            json.WriteRawValue(fallback, skipInputValidation: true);
    }

    private static JsonElement ObjectAt(JsonElement parent, string key) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Object ? value : default;
}
