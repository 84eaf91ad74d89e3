using System.Text.Json;
using JobsGateway.Comparison.Paths;
using JobsGateway.Comparison.Text;

namespace JobsGateway.Comparison;

/// <summary>The elements of an array whose order does not count, to be taken out one by one.</summary>
internal sealed class UnorderedElements(ComparisonRules rules, IEnumerable<PathSegment> array)
{
    private readonly CanonicalForm _form = new(rules);
    private readonly PathSegment[] _path = [.. array, PathSegment.At(PathSegment.AnyIndex)];
    private readonly Dictionary<string, Queue<(int Index, JsonElement Element)>> _elements = new(StringComparer.Ordinal);

    /// <summary>What was not taken, in order.</summary>
    public IEnumerable<(int Index, JsonElement Element)> Left => _elements.Values.SelectMany(same => same).OrderBy(element => element.Index);

    public void Add(int index, JsonElement element)
    {
        var form = _form.Of(element, _path);
        if (!_elements.TryGetValue(form, out var same))
            _elements[form] = same = new();
        same.Enqueue((index, element));
    }

    /// <summary>Takes an element that is equal to this one; false where there is none left.</summary>
    public bool TryTake(JsonElement element) => _elements.TryGetValue(_form.Of(element, _path), out var same) && same.TryDequeue(out _);
}
