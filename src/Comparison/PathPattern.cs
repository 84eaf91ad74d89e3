using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using JobsGateway.Comparison.Paths;

namespace JobsGateway.Comparison;

/// <summary>
/// Names places in JSON documents: <c>a.b.c</c>; <c>a.*.c</c> (<c>*</c> is any one key or element); <c>**.c</c> (<c>**</c> is any number of steps, also none);
/// <c>items[3]</c>, <c>items[*]</c>; keys with odd characters as <c>["a.b"]</c>. A pattern that names an object or an array covers what is in it.
/// Keys are compared with case.
/// </summary>
public sealed class PathPattern
{
    private readonly string _text;
    private readonly PatternPart[] _parts;

    private PathPattern(string text, IReadOnlyList<PatternPart> parts) => (_text, _parts) = (text, [.. parts]);

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern; null where the text is none.</param>
    /// <param name="problem">What is wrong and what to write instead, to follow the text in a message; null where nothing is.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out PathPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        pattern = PatternParser.Parse(text, out problem) is { } parts ? new(text, parts) : null;
        return pattern is not null;
    }

    /// <summary>Whether the pattern names this place or an object or array around it.</summary>
    /// <param name="path">A path as <see cref="Difference.Path"/> has it. In one with <c>[*]</c> the element may be any, so only patterns that take any element match.</param>
    public bool IsMatch(string path) => IsMatch(CollectionsMarshal.AsSpan(JsonPath.Parse(path)));

    /// <inheritdoc/>
    public override string ToString() => _text;

    internal bool IsMatch(ReadOnlySpan<PathSegment> path) => Covers(_parts, path);

    /// <summary>Whether the pattern names this very place.</summary>
    internal bool Names(ReadOnlySpan<PathSegment> path) => Covers(_parts, path, exactly: true);

    private static bool Covers(ReadOnlySpan<PatternPart> parts, ReadOnlySpan<PathSegment> path, bool exactly = false)
    {
        for (; !parts.IsEmpty; parts = parts[1..], path = path[1..])
        {
            if (parts[0].Kind == PatternKind.AnySteps)
                return CoversAfter(parts[1..], path, exactly);
            if (path.IsEmpty || !parts[0].IsMatch(path[0]))
                return false;
        }

        return path.IsEmpty || !exactly;
    }

    private static bool CoversAfter(ReadOnlySpan<PatternPart> rest, ReadOnlySpan<PathSegment> path, bool exactly)
    {
        if (rest.IsEmpty)
            return true;
        for (var skipped = 0; skipped <= path.Length; skipped++)
        {
            if (Covers(rest, path[skipped..], exactly))
                return true;
        }

        return false;
    }
}
