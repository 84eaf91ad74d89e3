using System.Text;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The character encodings of a request body the server reads: the Unicode ones, as RFC 7159 allows for JSON.</summary>
internal sealed class BodyEncoding
{
    private static readonly BodyEncoding Utf8 = new(Encoding.UTF8), Utf16LittleEndian = new(Encoding.Unicode), Utf16BigEndian = new(Encoding.BigEndianUnicode);
    private static readonly BodyEncoding Utf16 = new(null);

    private readonly Encoding? _encoding;

    private BodyEncoding(Encoding? encoding) => _encoding = encoding;

    /// <summary>The encoding of this name; null where it is not supported.</summary>
    public static BodyEncoding? Find(string charset, bool isForm) => charset switch
    {
        "utf-8" => Utf8,
        _ when isForm => null,
        "utf-16le" => Utf16LittleEndian,
        "utf-16be" => Utf16BigEndian,
        "utf-16" => Utf16,
        _ => null,
    };

    /// <summary>Decodes, without one leading byte order mark; what does not decode becomes U+FFFD.</summary>
    public string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = (_encoding ?? Detect(bytes)).GetString(bytes);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    // UTF-16 without a byte order: the mark tells, else the side on which the ASCII characters have their zeros, else little-endian (iconv-lite).
    private static Encoding Detect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
            return Encoding.Unicode;
        if ((bytes[0], bytes[1]) is (0xFE, 0xFF))
            return Encoding.BigEndianUnicode;
        int little = 0, big = 0;
        for (var i = 0; i + 1 < bytes.Length && i < 200; i += 2)
        {
            if (bytes[i] == 0 && bytes[i + 1] != 0)
                big++;
            if (bytes[i] != 0 && bytes[i + 1] == 0)
                little++;
        }

        return big > little ? Encoding.BigEndianUnicode : Encoding.Unicode;
    }
}
