using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace JobsGateway.Gateway.Answers;

/// <summary>Express' weak ETag: <c>W/"&lt;length in hex&gt;-&lt;27 characters of base64(sha1)&gt;"</c> (npm etag 1.8).</summary>
internal static class EntityTag
{
    // SHA-1 is the contract, not a protection.
#pragma warning disable CA5350
    /// <summary>The tag of a body of three pieces.</summary>
    public static string Of(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> body, ReadOnlySpan<byte> suffix)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        var length = prefix.Length + body.Length + suffix.Length;
        if (length == body.Length)
        {
            SHA1.HashData(body, hash);
        }
        else
        {
            var rented = ArrayPool<byte>.Shared.Rent(length);
            prefix.CopyTo(rented);
            body.CopyTo(rented.AsSpan(prefix.Length));
            suffix.CopyTo(rented.AsSpan(prefix.Length + body.Length));
            SHA1.HashData(rented.AsSpan(0, length), hash);
            ArrayPool<byte>.Shared.Return(rented);
        }

        Span<byte> base64 = stackalloc byte[28];
        Base64.EncodeToUtf8(hash, base64, out _, out _);
        Span<char> text = stackalloc char[44];
        "W/\"".CopyTo(text);
        length.TryFormat(text[3..], out var hexLength, "x", CultureInfo.InvariantCulture);
        var position = 3 + hexLength;
        text[position++] = '-';
        for (var i = 0; i < 27; i++)
            text[position++] = (char)base64[i];
        text[position++] = '"';
        return new string(text[..position]);
    }
#pragma warning restore CA5350
}
