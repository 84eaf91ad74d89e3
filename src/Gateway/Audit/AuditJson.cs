using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JobsGateway.Gateway.Audit;

/// <summary>Writes what clients wrote: cut short and escaped, so that no text of it begins a line, ends a value or fills a disk.</summary>
internal static class AuditJson
{
    /// <summary>The most characters of a claim or criterion.</summary>
    public const int LongestText = 200;

    /// <summary>The most ids in a list; their number is told in full.</summary>
    public const int MostIds = 1000;

    // ASCII only: not every reader of logs agrees on what else ends a line.
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>An object with these members, and what comes after it.</summary>
    public static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> writeMembers, ReadOnlySpan<byte> end = default)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        buffer.Write(end);
        return buffer.WrittenMemory;
    }

    /// <summary>The same as text.</summary>
    public static string Text(Action<Utf8JsonWriter> writeMembers) => Encoding.ASCII.GetString(Object(writeMembers).Span);

    /// <summary>A member that is an object.</summary>
    public static void WriteObject(this Utf8JsonWriter json, string name, Action<Utf8JsonWriter> writeMembers)
    {
        json.WriteStartObject(name);
        writeMembers(json);
        json.WriteEndObject();
    }

    /// <summary>A list of ids.</summary>
    public static void WriteIds(this Utf8JsonWriter json, string name, IEnumerable<string> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids.Take(MostIds))
            json.WriteStringValue(id);
        json.WriteEndArray();
    }

    /// <summary>A text; nothing where there is none.</summary>
    public static void WriteIfAny(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, Whole(value));
    }

    // Half a surrogate pair, which JSON can hold, is none the writer takes.
    private static string Whole(string text)
    {
        var cut = text.Length > LongestText ? text[..LongestText] + "..." : text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut));
    }
}
