using System.Globalization;
using JobsGateway.Comparison.Paths;
using JobsGateway.Comparison.Quirks;
using JobsGateway.Comparison.Text;

namespace JobsGateway.Comparison;

/// <summary>Compares two answers to the same request: status, chosen headers, and the body by what its JSON means. May be used by several threads.</summary>
public sealed class AnswerComparer
{
    private const string Status = "status";
    private const string Header = "header";
    private const string Body = "body";

    private readonly AnswerRules _rules;
    private readonly JsonComparer _bodies;
    private readonly IReadOnlyList<IQuirk> _quirks;
    private readonly (string Name, PathSegment[] Path)[] _headers;

    /// <summary>A comparer of answers.</summary>
    /// <param name="rules">What counts as a difference.</param>
    public AnswerComparer(AnswerRules rules)
    {
        _rules = rules;
        _quirks = rules.StudioQuirks ? [new ClientMistakes(), new NextRunShown()] : [];
        _headers = [.. rules.Headers.Select(name => (name, new[] { PathSegment.Of(Header), PathSegment.Of(name.ToLowerInvariant()) }))];
        // Room for what a quirk takes away again.
        _bodies = new(new ComparisonRules { Ignore = rules.Ignore, Unordered = rules.Unordered, MaxDifferences = rules.MaxDifferences + _quirks.Count });
    }

    /// <summary>The differences; empty where there are none.</summary>
    /// <param name="left">One side's answer.</param>
    /// <param name="right">The other's.</param>
    public IReadOnlyList<Difference> Compare(ComparedAnswer left, ComparedAnswer right)
    {
        List<Difference>? differences = null;
        if (left.Status != right.Status)
            Add(ref differences, [PathSegment.Of(Status)], DifferenceKind.Value, left.Status.ToString(CultureInfo.InvariantCulture), right.Status.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, path) in _headers)
            CompareHeader(ref differences, path, Value(left, name), Value(right, name));
        if (!left.Body.Span.SequenceEqual(right.Body.Span))
            (differences ??= []).AddRange(_bodies.Compare(left.Body, right.Body, [PathSegment.Of(Body)]));
        return differences is null ? [] : Unexplained(differences, left, right);
    }

    private IReadOnlyList<Difference> Unexplained(List<Difference> found, ComparedAnswer left, ComparedAnswer right)
    {
        IReadOnlyList<Difference> differences = found;
        foreach (var quirk in _quirks)
            differences = quirk.Unexplained(differences, left, right);
        return differences.Count <= _rules.MaxDifferences ? differences : [.. differences.Take(_rules.MaxDifferences)];
    }

    private void CompareHeader(ref List<Difference>? differences, PathSegment[] path, string? left, string? right)
    {
        if (left != right)
            Add(ref differences, path, left is null ? DifferenceKind.Extra : right is null ? DifferenceKind.Missing : DifferenceKind.Value, Shown(left), Shown(right));
    }

    private void Add(ref List<Difference>? differences, PathSegment[] path, DifferenceKind kind, string? left, string? right)
    {
        if (!_rules.Ignore.Any(pattern => pattern.IsMatch(path)))
            (differences ??= []).Add(new(PathText.Of(path), kind, left, right));
    }

    private static string? Value(ComparedAnswer answer, string name) =>
        answer.Headers.TryGetValue(name, out var value) ? value : answer.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? Shown(string? value) => value is null ? null : JsonValues.Cut(JsonText.Quote(value));
}
