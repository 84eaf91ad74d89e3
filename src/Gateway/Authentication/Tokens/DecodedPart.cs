using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>A header or payload, decoded into a pooled buffer as the JSON text (UTF-8) that Studio's library sees.</summary>
internal readonly ref struct DecodedPart
{
    private readonly byte[] _rented;

    private DecodedPart(ReadOnlySpan<char> base64Url, Encoding encoding)
    {
        _rented = ArrayPool<byte>.Shared.Rent(Base64Url.GetMaxDecodedLength(base64Url.Length));
        ReadOnlySpan<byte> bytes = _rented.AsSpan(0, Base64UrlText.Decode(base64Url, _rented));
        var isText = ReferenceEquals(encoding, Encoding.Latin1) ? Ascii.IsValid(bytes) : Utf8.IsValid(bytes);
        Json = isText ? bytes : Encoding.UTF8.GetBytes(encoding.GetString(bytes));
    }

    /// <summary>The text, until this part is disposed of.</summary>
    public ReadOnlySpan<byte> Json { get; }

    /// <summary>Decodes a header, which the library reads as Latin-1.</summary>
    public static DecodedPart OfHeader(ReadOnlySpan<char> base64Url) => new(base64Url, Encoding.Latin1);

    /// <summary>Decodes a payload, which the library reads as UTF-8 with U+FFFD in place of what is not.</summary>
    public static DecodedPart OfPayload(ReadOnlySpan<char> base64Url) => new(base64Url, Encoding.UTF8);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);
}
