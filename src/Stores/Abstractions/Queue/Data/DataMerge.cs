using System.Runtime.InteropServices;
using System.Text.Json;

namespace JobsGateway.Stores.Abstractions.Queue.Data;

/// <summary>Applies a JSON merge patch (https://www.rfc-editor.org/rfc/rfc7396) and keeps the bytes of what the patch does not name.</summary>
internal sealed class DataMerge(JobKind kind)
{
    private readonly DataReader _reader = new(kind);

    /// <param name="target">What is patched; whatever is no object counts as an empty one.</param>
    /// <param name="patch">An object.</param>
    public ObjectNode Merge(JsonElement target, JsonElement patch)
    {
        var before = target.ValueKind == JsonValueKind.Object ? DataReader.MembersOf(target) : [];
        var members = Untouched(target);
        foreach (var (name, change) in DataReader.MembersOf(patch))
            Put(members, name, Patched(before.GetValueOrDefault(name), change));
        return new ObjectNode([.. members.Values]);
    }

    // Null where the key goes.
    private DataNode? Patched(JsonElement before, JsonElement patch)
    {
        var value = patch.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Object => Merge(before, patch),
            _ => _reader.Value(patch),
        };
        return value is not null && _reader.Keeps(value) ? value : null;
    }

    private static void Put(OrderedDictionary<string, DataMember> members, string name, DataNode? value)
    {
        if (value is null)
            members.Remove(name);
        else if (members.TryGetValue(name, out var member))
            members[name] = member with { Value = value };
        else
            members.Insert(PlaceOf(members, name), name, new DataMember(name, DocumentFields.Quote(name), value));
    }

    // A new key goes to the end, an integer-like one behind the smaller ones at the front.
    private static int PlaceOf(OrderedDictionary<string, DataMember> members, string name)
    {
        if (!JavaScriptKey.IsIndex(name, out var index))
            return members.Count;
        var place = 0;
        while (place < members.Count && JavaScriptKey.Order(members.GetAt(place).Key) < index)
            place++;
        return place;
    }

    private static OrderedDictionary<string, DataMember> Untouched(JsonElement target)
    {
        var members = new OrderedDictionary<string, DataMember>(StringComparer.Ordinal);
        if (target.ValueKind != JsonValueKind.Object)
            return members;
        foreach (var property in target.EnumerateObject())
        {
            byte[] key = [(byte)'"', .. JsonMarshal.GetRawUtf8PropertyName(property), (byte)'"'];
            members[property.Name] = new DataMember(property.Name, key, DataReader.Untouched(property.Value));
        }

        return members;
    }
}
