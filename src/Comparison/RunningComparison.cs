using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using JobsGateway.Comparison.Paths;
using JobsGateway.Comparison.Text;

namespace JobsGateway.Comparison;

/// <summary>One comparison of two documents. Patterns are looked at where something differs, so that equal documents cost none.</summary>
internal sealed class RunningComparison(ComparisonRules rules, IEnumerable<PathSegment> top)
{
    private readonly List<PathSegment> _path = [.. top];
    private readonly List<Difference> _differences = [];

    public IReadOnlyList<Difference> Differences => _differences;

    private bool IsFull => _differences.Count >= rules.MaxDifferences;

    public void Compare(JsonElement left, JsonElement right)
    {
        if (IsFull)
            return;
        if (left.ValueKind != right.ValueKind)
            Add(IsBoolean(left) && IsBoolean(right) ? DifferenceKind.Value : DifferenceKind.Type, JsonValues.Shown(left), JsonValues.Shown(right));
        else if (left.ValueKind == JsonValueKind.Object)
            CompareObjects(left, right);
        else if (left.ValueKind == JsonValueKind.Array)
            CompareArrays(left, right);
        else if (left.ValueKind is JsonValueKind.String or JsonValueKind.Number && !JsonValues.AreSame(left, right))
            Add(DifferenceKind.Value, JsonValues.Shown(left), JsonValues.Shown(right));
    }

    public void Add(DifferenceKind kind, string? left, string? right)
    {
        if (!IsFull && !IsIgnored())
            _differences.Add(new(PathText.Of(_path), kind, left, right));
    }

    private void CompareObjects(JsonElement left, JsonElement right)
    {
        var (lefts, rights) = (JsonValues.Members(left), JsonValues.Members(right));
        foreach (var (key, value) in lefts)
        {
            _path.Add(PathSegment.Of(key));
            if (rights.TryGetValue(key, out var other))
                Compare(value, other);
            else
                Add(DifferenceKind.Missing, JsonValues.Shown(value), null);
            Leave();
        }

        foreach (var (key, value) in rights.Where(member => !lefts.ContainsKey(member.Key)))
            Add(PathSegment.Of(key), DifferenceKind.Extra, null, JsonValues.Shown(value));
        if (rules.KeyOrder)
            CompareOrder([.. lefts.Keys.Where(rights.ContainsKey)], [.. rights.Keys.Where(lefts.ContainsKey)]);
    }

    private void CompareOrder(string[] lefts, string[] rights)
    {
        if (!lefts.SequenceEqual(rights))
            Add(DifferenceKind.Order, Keys(lefts), Keys(rights));
    }

    private void CompareArrays(JsonElement left, JsonElement right)
    {
        if (rules.Unordered.Any(pattern => pattern.Names(CollectionsMarshal.AsSpan(_path))))
        {
            CompareUnordered(left, right);
            return;
        }

        var (leftLength, rightLength) = (left.GetArrayLength(), right.GetArrayLength());
        var (common, longer) = (Math.Min(leftLength, rightLength), Math.Max(leftLength, rightLength));
        using var lefts = left.EnumerateArray();
        using var rights = right.EnumerateArray();
        for (var i = 0; i < common && !IsFull && lefts.MoveNext() && rights.MoveNext(); i++)
        {
            _path.Add(PathSegment.At(i));
            Compare(lefts.Current, rights.Current);
            Leave();
        }

        // Not where every element that is too many is ignored itself.
        if (leftLength != rightLength && !Enumerable.Range(common, longer - common).All(IsElementIgnored))
            Add(DifferenceKind.Length, leftLength.ToString(CultureInfo.InvariantCulture), rightLength.ToString(CultureInfo.InvariantCulture));
    }

    private void CompareUnordered(JsonElement left, JsonElement right)
    {
        if (IsElementIgnored(PathSegment.AnyIndex))
            return;
        var rest = new UnorderedElements(rules, _path);
        foreach (var (index, element) in right.EnumerateArray().Index())
            rest.Add(index, element);
        foreach (var (index, element) in left.EnumerateArray().Index())
        {
            if (!rest.TryTake(element))
                Add(PathSegment.At(index), DifferenceKind.Missing, JsonValues.Shown(element), null);
        }

        foreach (var (index, element) in rest.Left)
            Add(PathSegment.At(index), DifferenceKind.Extra, null, JsonValues.Shown(element));
    }

    private void Add(PathSegment within, DifferenceKind kind, string? left, string? right)
    {
        _path.Add(within);
        Add(kind, left, right);
        Leave();
    }

    private void Leave() => _path.RemoveAt(_path.Count - 1);

    private bool IsElementIgnored(int index)
    {
        _path.Add(PathSegment.At(index));
        var isIgnored = IsIgnored();
        Leave();
        return isIgnored;
    }

    private bool IsIgnored() => rules.Ignore.Count > 0 && rules.Ignore.Any(pattern => pattern.IsMatch(CollectionsMarshal.AsSpan(_path)));

    private static bool IsBoolean(JsonElement json) => json.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static string Keys(string[] keys) => JsonValues.Cut($"[{string.Join(',', keys.Select(JsonText.Quote))}]");
}
