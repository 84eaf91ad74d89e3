using System.Runtime.InteropServices;
using System.Text.Json;

namespace JobsGateway.Stores.Abstractions.Queue.Data;

/// <summary>Reads data as JavaScript would, and leaves out what a job of this kind does not keep.</summary>
internal sealed class DataReader(JobKind kind)
{
    private const string Changed = "A job's data hold a number that JavaScript would change. Write it as a string.";

    private readonly bool _dropsEmptyObjects = kind == JobKind.Queue;

    public DataNode Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Object(value),
        JsonValueKind.Array => new ArrayNode([.. value.EnumerateArray().Select(Value)]),
        JsonValueKind.String => new RawNode(DocumentFields.Quote(value.GetString()!)),
        JsonValueKind.Number => Number(value),
        _ => Untouched(value),
    };

    /// <summary>Integer-like keys come first.</summary>
    public ObjectNode Object(JsonElement value)
    {
        var members = MembersOf(value).Select(member => new DataMember(member.Key, DocumentFields.Quote(member.Key), Value(member.Value)));
        return new ObjectNode([.. members.Where(member => Keeps(member.Value)).OrderBy(member => JavaScriptKey.Order(member.Name))]);
    }

    /// <summary>The members of an object; of equal keys the last value at the first one's place.</summary>
    public static OrderedDictionary<string, JsonElement> MembersOf(JsonElement value)
    {
        var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
            members[property.Name] = property.Value;
        return members;
    }

    /// <summary>Whether a member with this value stays in its object.</summary>
    public bool Keeps(DataNode value) => !_dropsEmptyObjects || value is not ObjectNode { IsEmpty: true };

    /// <summary>A value as its bytes have it.</summary>
    public static RawNode Untouched(JsonElement value) => new(JsonMarshal.GetRawUtf8Value(value).ToArray());

    // Only whole numbers are refused: of a fraction nobody expects more digits than a double has.
    private static RawNode Number(JsonElement value)
    {
        Span<byte> buffer = stackalloc byte[JavaScriptNumber.MaxLength];
        var number = value.GetDouble();
        if (!double.IsFinite(number))
            throw new ArgumentException(Changed);
        var printed = buffer[..JavaScriptNumber.Format(number, buffer)];
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (Math.Abs(number) >= JavaScriptNumber.MaxExactInteger && !raw.ContainsAny((byte)'.', (byte)'e', (byte)'E') && !raw.SequenceEqual(printed))
            throw new ArgumentException(Changed);
        return new RawNode(printed.ToArray());
    }
}
