using System.Text;
using System.Text.Json;
using JobsGateway.Comparison.Paths;
using JobsGateway.Comparison.Text;

namespace JobsGateway.Comparison;

/// <summary>
/// Compares two JSON documents by what they mean: numbers by their exact value, strings by their text, objects without regard to the order of keys; of a key
/// that stands twice the last one counts, as in JavaScript. May be used by several threads.
/// </summary>
/// <param name="rules">What counts as a difference.</param>
public sealed class JsonComparer(ComparisonRules rules)
{
    // MongoDB nests up to 100 levels, stores read up to 256. Deeper documents are compared by their bytes, as the stack has an end.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    /// <summary>The differences; empty where there are none. Equal bytes are not parsed.</summary>
    /// <param name="left">UTF-8. What is no JSON, or nested deeper than 512 levels, is a difference of the kind <see cref="DifferenceKind.NotJson"/>.</param>
    /// <param name="right">The same.</param>
    public IReadOnlyList<Difference> Compare(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) =>
        left.Span.SequenceEqual(right.Span) ? [] : Compare(left, right, []);

    internal IReadOnlyList<Difference> Compare(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, IEnumerable<PathSegment> top)
    {
        var comparison = new RunningComparison(rules, top);
        using var leftDocument = Parse(left);
        using var rightDocument = Parse(right);
        if (leftDocument is null || rightDocument is null)
            comparison.Add(DifferenceKind.NotJson, Shown(left.Span), Shown(right.Span));
        else
            comparison.Compare(leftDocument.RootElement, rightDocument.RootElement);
        return comparison.Differences;
    }

    internal static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shown(ReadOnlySpan<byte> body) => JsonValues.Cut(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4 * Difference.MaxText)]));
}
