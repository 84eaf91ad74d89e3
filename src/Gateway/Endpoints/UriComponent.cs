using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>JavaScript's <c>decodeURIComponent</c>: strict about percent signs and UTF-8, a plus sign stays a plus sign.</summary>
internal static class UriComponent
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes; false where the text does not decode.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? decoded)
    {
        if (!text.Contains('%'))
        {
            decoded = text.ToString();
            return true;
        }

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        decoded = null;
        while (!text.IsEmpty)
        {
            if (text[0] == '%')
            {
                if (text.Length < 3 || Convert.FromHexString(text.Slice(1, 2), bytes.AsSpan(length, 1), out _, out _) != System.Buffers.OperationStatus.Done)
                    return false;
                length++;
                text = text[3..];
                continue;
            }

            var plain = text.IndexOf('%') is var next and >= 0 ? text[..next] : text;
            length += Encoding.UTF8.GetBytes(plain, bytes.AsSpan(length));
            text = text[plain.Length..];
        }

        try
        {
            decoded = Strict.GetString(bytes, 0, length);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
