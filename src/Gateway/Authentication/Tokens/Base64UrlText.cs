using System.Buffers;
using System.Buffers.Text;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>Base64url as Node's Buffer reads it: leftover bits and a leftover character are dropped, not refused.</summary>
internal static class Base64UrlText
{
    public const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>The alphabet, for searching.</summary>
    public static SearchValues<char> Characters { get; } = SearchValues.Create(Alphabet);

    /// <summary>Decodes text that consists of <see cref="Characters"/> only.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">At least <see cref="Base64Url.GetMaxDecodedLength"/> bytes.</param>
    /// <returns>Number of bytes written.</returns>
    public static int Decode(ReadOnlySpan<char> text, Span<byte> destination)
    {
        var tail = text[(text.Length & ~3)..];
        var written = Base64Url.DecodeFromChars(text[..^tail.Length], destination);
        if (tail.Length < 2)
            return written;
        var bits = (Sextet(tail[0]) << 18) | (Sextet(tail[1]) << 12) | (tail.Length == 3 ? Sextet(tail[2]) << 6 : 0);
        destination[written++] = (byte)(bits >> 16);
        if (tail.Length == 3)
            destination[written++] = (byte)(bits >> 8);
        return written;
    }

    private static int Sextet(char c) => Alphabet.IndexOf(c, StringComparison.Ordinal);
}
