using System.Buffers;
using System.Text.Json;

namespace JobsGateway.Stores.Abstractions;

/// <summary>Changes top-level keys of a job document and leaves every other byte as it was: key order, escapes and number forms survive.</summary>
/// <remarks>Databases' own JSON functions reorder keys or escape strings anew, so documents are edited here.</remarks>
public static class JobDocumentEditor
{
    /// <summary>Replaces a top-level key's value in place, or adds the key.</summary>
    /// <param name="document">The document to start from.</param>
    /// <param name="key">The key, of characters that need no escape in JSON.</param>
    /// <param name="value">The value as JSON.</param>
    /// <param name="before">Where a new key goes: before this key where it exists, else at the end.</param>
    public static JobDocument Set(JobDocument document, string key, ReadOnlySpan<byte> value, string? before = null)
    {
        var utf8 = document.Utf8.Span;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = JobJson.Options.MaxDepth });
        int end = -1, insertAt = -1;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(key);
            if (before is not null && reader.ValueTextEquals(before))
                insertAt = (int)reader.TokenStartIndex;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            end = (int)reader.BytesConsumed;
            if (found)
                return Splice(utf8, start, end, default, value, default);
        }

        var property = System.Text.Encoding.UTF8.GetBytes($"\"{key}\":");
        if (insertAt >= 0)
            return Splice(utf8, insertAt, insertAt, property, value, ","u8);
        if (end >= 0)
            return Splice(utf8, end, end, [(byte)',', .. property], value, default);
        var inside = (int)reader.BytesConsumed - 1;
        return Splice(utf8, inside, inside, property, value, default);
    }

    /// <summary>Takes a top-level key away; a document without it stays as it is.</summary>
    public static JobDocument Remove(JobDocument document, string key)
    {
        var utf8 = document.Utf8.Span;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = JobJson.Options.MaxDepth });
        reader.Read();
        var end = (int)reader.BytesConsumed;
        for (var first = true; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; first = false)
        {
            var found = reader.ValueTextEquals(key);
            var start = first ? (int)reader.TokenStartIndex : end;
            reader.Read();
            reader.Skip();
            end = (int)reader.BytesConsumed;
            if (found)
                return Splice(utf8, start, first && utf8[end] == ',' ? end + 1 : end, default, default, default);
        }

        return document;
    }

    private static JobDocument Splice(
        ReadOnlySpan<byte> source, int start, int end, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> value, ReadOnlySpan<byte> suffix)
    {
        var output = new ArrayBufferWriter<byte>(source.Length + prefix.Length + value.Length + suffix.Length);
        output.Write(source[..start]);
        output.Write(prefix);
        output.Write(value);
        output.Write(suffix);
        output.Write(source[end..]);
        return new JobDocument(output.WrittenMemory);
    }
}
