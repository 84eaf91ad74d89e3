using System.Globalization;
using System.Text;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>Reads an id as the server's BSON library does (bson 4.7): 24 hexadecimal characters, or 12 characters of one byte each.</summary>
internal static class JobIdText
{
    public const string NotAnId = "Argument passed in must be a string of 12 bytes or a string of 24 hex characters or an integer";
    private const string NotTwelveBytes = "Argument passed in must be a string of 12 bytes";

    /// <summary>Reads the id; null where the text is one, else what is wrong with it.</summary>
    public static string? Parse(string text, out JobId id)
    {
        if (JobId.TryParse(text, out id))
            return null;
        if (text.Length != JobId.ByteLength)
            return NotAnId;
        Span<byte> bytes = stackalloc byte[JobId.ByteLength * 3];
        if (Encoding.UTF8.GetBytes(text, bytes) != JobId.ByteLength)
            return NotTwelveBytes;
        id = new JobId(bytes[..JobId.ByteLength]);
        return null;
    }

    /// <summary>What the server says of an id it can't cast where it looks queue jobs up (mongoose 6): the value as <c>util.inspect</c> shows it.</summary>
    public static string CastFailure(string text) =>
        $"Cast to ObjectId failed for value {Inspect(text)} (type string) at path \"_id\" for model \"QueueJob\"";

    private static string Inspect(string text)
    {
        // util.inspect quotes with ' unless the text holds one; mongoose then turns a surrounding ' into ".
        var quote = !text.Contains('\'') ? '\'' : !text.Contains('"') ? '"' : !text.Contains('`') && !text.Contains("${", StringComparison.Ordinal) ? '`' : '\'';
        var inspected = new StringBuilder(text.Length + 2).Append(quote);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\b' => inspected.Append("\\b"),
                '\t' => inspected.Append("\\t"),
                '\n' => inspected.Append("\\n"),
                '\f' => inspected.Append("\\f"),
                '\r' => inspected.Append("\\r"),
                '\\' => inspected.Append("\\\\"),
                '\'' when quote == '\'' => inspected.Append("\\'"),
                < ' ' or (>= '\x7f' and <= '\x9f') => inspected.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}"),
                _ => inspected.Append(c),
            };
        }

        inspected.Append(quote);
        if (quote == '\'')
            inspected[0] = inspected[^1] = '"';
        return quote == '`' ? $"\"{inspected}\"" : inspected.ToString();
    }
}
