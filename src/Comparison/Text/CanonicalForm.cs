using System.Text;
using System.Text.Json;
using System.Runtime.InteropServices;
using JobsGateway.Comparison.Paths;

namespace JobsGateway.Comparison.Text;

/// <summary>One text for all JSON values that are equal by the rules, so that elements of an unordered array can be looked up.</summary>
internal sealed class CanonicalForm(ComparisonRules rules)
{
    /// <summary>The form of an element of an unordered array.</summary>
    /// <param name="element">The element.</param>
    /// <param name="path">The path to the element.</param>
    public string Of(JsonElement element, IEnumerable<PathSegment> path)
    {
        var form = new StringBuilder();
        Append(form, element, [.. path]);
        return form.ToString();
    }

    private void Append(StringBuilder form, JsonElement json, List<PathSegment> path)
    {
        if (rules.Ignore.Any(pattern => pattern.Names(CollectionsMarshal.AsSpan(path))))
        {
            form.Append('~');
            return;
        }

        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(form, json, path);
                break;
            case JsonValueKind.Array:
                AppendArray(form, json, path);
                break;
            case JsonValueKind.String:
                form.Append(JsonText.Quote(JsonValues.Text(json)));
                break;
            case JsonValueKind.Number:
                form.Append(JsonNumber.Canonical(JsonMarshal.GetRawUtf8Value(json)));
                break;
            default:
                form.Append(json.GetRawText());
                break;
        }
    }

    private void AppendObject(StringBuilder form, JsonElement json, List<PathSegment> path)
    {
        form.Append('{');
        IEnumerable<KeyValuePair<string, JsonElement>> members = JsonValues.Members(json);
        foreach (var (key, value) in rules.KeyOrder ? members : members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            path.Add(PathSegment.Of(key));
            if (!rules.Ignore.Any(pattern => pattern.Names(CollectionsMarshal.AsSpan(path)))) // Its absence is ignored, too.
            {
                form.Append(JsonText.Quote(key)).Append(':');
                Append(form, value, path);
                form.Append(',');
            }

            path.RemoveAt(path.Count - 1);
        }

        form.Append('}');
    }

    private void AppendArray(StringBuilder form, JsonElement json, List<PathSegment> path)
    {
        var isUnordered = rules.Unordered.Any(pattern => pattern.Names(CollectionsMarshal.AsSpan(path)));
        var elements = new List<string>();
        var index = 0;
        foreach (var element in json.EnumerateArray())
        {
            path.Add(PathSegment.At(isUnordered ? PathSegment.AnyIndex : index++));
            elements.Add(Of(element, path));
            path.RemoveAt(path.Count - 1);
        }

        if (isUnordered)
            elements.Sort(StringComparer.Ordinal);
        form.Append('[').AppendJoin(',', elements).Append(']');
    }
}
