using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace JobsGateway.Stores.Abstractions;

/// <summary>Escapes strings as JavaScript's <c>JSON.stringify</c> does: the quote, the backslash and what is below U+0020, nothing else.</summary>
/// <remarks>The framework's encoders also escape U+007F, U+2028, unassigned characters and others, and write hexadecimal digits in upper case;
/// the contract is byte for byte.</remarks>
public sealed class StudioJsonEncoder : JavaScriptEncoder
{
    private static readonly SearchValues<char> EscapedChars = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (char)i), '"', '\\']);
    private static readonly SearchValues<byte> EscapedBytes = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private StudioJsonEncoder() { }

    /// <summary>The one instance; it has no state.</summary>
    public static StudioJsonEncoder Instance { get; } = new();

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => 6;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    /// <inheritdoc/>
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAny(EscapedChars);

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => utf8Text.IndexOfAny(EscapedBytes);

    /// <inheritdoc/>
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> escaped = stackalloc char[6];
        var length = Escape(unicodeScalar, escaped);
        numberOfCharactersWritten = length;
        return escaped[..length].TryCopyTo(new Span<char>(buffer, bufferLength));
    }

    /// <inheritdoc/>
    public override OperationStatus EncodeUtf8(
        ReadOnlySpan<byte> utf8Source, Span<byte> utf8Destination, out int bytesConsumed, out int bytesWritten, bool isFinalBlock = true)
    {
        bytesConsumed = bytesWritten = 0;
        Span<char> escaped = stackalloc char[6];
        while (bytesConsumed < utf8Source.Length)
        {
            var rest = utf8Source[bytesConsumed..];
            var plain = rest.IndexOfAny(EscapedBytes);
            var run = plain < 0 ? rest : rest[..plain];
            if (!run.TryCopyTo(utf8Destination[bytesWritten..]))
                return OperationStatus.DestinationTooSmall;
            bytesConsumed += run.Length;
            bytesWritten += run.Length;
            if (plain < 0)
                break;
            var length = Escape(rest[plain], escaped);
            if (!Encoding.ASCII.TryGetBytes(escaped[..length], utf8Destination[bytesWritten..], out var written))
                return OperationStatus.DestinationTooSmall;
            bytesWritten += written;
            bytesConsumed++;
        }

        return OperationStatus.Done;
    }

    private static int Escape(int scalar, Span<char> destination)
    {
        destination[0] = '\\';
        var shorthand = scalar switch
        {
            '"' => '"',
            '\\' => '\\',
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => '\0',
        };
        if (shorthand != '\0')
        {
            destination[1] = shorthand;
            return 2;
        }

        "u00".CopyTo(destination[1..]);
        destination[4] = (char)('0' + (scalar >> 4));
        destination[5] = "0123456789abcdef"[scalar & 0xF];
        return 6;
    }
}
