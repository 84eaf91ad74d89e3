using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;

namespace JobsGateway.Import.Conversion;

/// <summary>A BSON document as a JavaScript object has it: integer-like keys first and ascending, of equal keys the last value at the first one's place.</summary>
internal static class JavaScriptObject
{
    private const int FewElements = 12;

    /// <summary>The elements in the order a JavaScript object lists them.</summary>
    public static IReadOnlyList<BsonElement> ElementsOf(BsonDocument document)
    {
        var count = document.ElementCount;
        var elements = new List<BsonElement>(count);
        var hasIndexes = false;
        for (var i = 0; i < count; i++)
        {
            var element = document.GetElement(i);
            elements.Add(element);
            hasIndexes |= JavaScriptKey.IsIndex(element.Name, out _);
        }

        if (HasDuplicates(elements))
            elements = WithoutDuplicates(elements);
        return hasIndexes ? InOrder(elements) : elements;
    }

    /// <summary>The value of a key; null where there is none.</summary>
    public static BsonValue? ValueOf(BsonDocument document, string key)
    {
        for (var i = document.ElementCount - 1; i >= 0; i--)
        {
            if (document.GetElement(i).Name == key)
                return document.GetElement(i).Value;
        }

        return null;
    }

    private static bool HasDuplicates(List<BsonElement> elements)
    {
        if (elements.Count > FewElements)
        {
            var names = new HashSet<string>(elements.Count, StringComparer.Ordinal);
            return !elements.TrueForAll(e => names.Add(e.Name));
        }

        for (var i = 1; i < elements.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (elements[i].Name == elements[j].Name)
                    return true;
            }
        }

        return false;
    }

    private static List<BsonElement> WithoutDuplicates(List<BsonElement> elements)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var distinct = new List<BsonElement>(elements.Count);
        foreach (var element in elements)
        {
            if (places.TryAdd(element.Name, distinct.Count))
                distinct.Add(element);
            else
                distinct[places[element.Name]] = element;
        }

        return distinct;
    }

    private static List<BsonElement> InOrder(List<BsonElement> elements) =>
        [.. elements.OrderBy(e => JavaScriptKey.Order(e.Name))];
}
