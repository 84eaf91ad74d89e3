using System.Text.Json;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Export;

/// <summary>A queue job's top level: the schema's ids and dates get their types back.</summary>
internal static class QueueFields
{
    public static ExportNote Write(ref Utf8JsonReader reader, ExtendedJson line)
    {
        bool hasStatus = false, isBeforeAll = true;
        line.Raw("{"u8);
        for (var first = true; reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
        {
            var isStatus = reader.ValueTextEquals("status"u8);
            hasStatus |= isStatus;
            // A status before everything was not stored: it is the default that a client sees.
            if (isStatus && isBeforeAll && IsPending(reader))
            {
                reader.Read();
                continue;
            }

            isBeforeAll &= JavaScriptKey.IsIndex(reader.GetString()!, out _);
            if (!first)
                line.Raw(","u8);
            first = false;
            WriteField(ref reader, line);
        }

        // None at all: what is stored is nothing that a client could see as a status. Without it the default would be shown.
        line.Raw(hasStatus ? "}"u8 : ""","status":[]}"""u8);
        return ExportNote.None;
    }

    private static void WriteField(ref Utf8JsonReader reader, ExtendedJson line)
    {
        var isId = reader.ValueTextEquals("_id"u8) || reader.ValueTextEquals("retryJob"u8);
        var isDate = reader.ValueTextEquals("createdAt"u8) || reader.ValueTextEquals("updatedAt"u8) ||
            reader.ValueTextEquals("lastFinishedAt"u8) || reader.ValueTextEquals("failedAt"u8);
        line.Text(reader);
        line.Raw(":"u8);
        reader.Read();
        KnownField.Write(ref reader, line, isId, isDate);
    }

    private static bool IsPending(Utf8JsonReader ahead) => ahead.Read() && ahead.TokenType == JsonTokenType.String && ahead.ValueTextEquals("pending"u8);
}
