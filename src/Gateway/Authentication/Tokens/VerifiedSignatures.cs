using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>Remembers tokens whose signature was right, so that a client that polls with one token pays for parsing and verifying it once.</summary>
/// <remarks>
/// Only what never changes is remembered: the times are checked at every request, and new rules (a rotated secret) start with an empty memory.
/// Bounded: with more clients than places it starts over, and a token longer than <see cref="LongestToken"/> is not remembered; both cost what they cost without.
/// </remarks>
internal sealed class VerifiedSignatures
{
    /// <summary>The most tokens remembered. At about 2 KB each, 32 MB.</summary>
    public const int Most = 16_384;

    /// <summary>The most characters of a token that is remembered, so that not only the number but the memory is bounded.</summary>
    public const int LongestToken = 2048;

    private readonly ConcurrentDictionary<string, InspectedToken> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, InspectedToken>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private int _count;

    public VerifiedSignatures() => _bySpan = _tokens.GetAlternateLookup<ReadOnlySpan<char>>();

    public bool TryGet(ReadOnlySpan<char> text, [MaybeNullWhen(false)] out InspectedToken token) => _bySpan.TryGetValue(text, out token);

    public void Add(string text, in InspectedToken token)
    {
        if (text.Length > LongestToken)
            return;
        if (Interlocked.Increment(ref _count) > Most)
        {
            _tokens.Clear();
            Interlocked.Exchange(ref _count, 0);
        }

        _tokens[text] = token;
    }
}
