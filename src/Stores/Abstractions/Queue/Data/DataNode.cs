using System.Buffers;

namespace JobsGateway.Stores.Abstractions.Queue.Data;

/// <summary>A value of a job's data, ready to be written.</summary>
internal abstract record DataNode
{
    public abstract void WriteTo(IBufferWriter<byte> output);
}

/// <summary>A value written as it is: a text, a number, or what an update leaves alone.</summary>
internal sealed record RawNode(ReadOnlyMemory<byte> Utf8) : DataNode
{
    public static RawNode Null { get; } = new("null"u8.ToArray());

    public override void WriteTo(IBufferWriter<byte> output) => output.Write(Utf8.Span);
}

/// <summary>An array.</summary>
internal sealed record ArrayNode(IReadOnlyList<DataNode> Elements) : DataNode
{
    public override void WriteTo(IBufferWriter<byte> output)
    {
        output.Write("["u8);
        for (var i = 0; i < Elements.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            Elements[i].WriteTo(output);
        }

        output.Write("]"u8);
    }
}

/// <summary>An object; its members in the order they are written.</summary>
internal sealed record ObjectNode(IReadOnlyList<DataMember> Members) : DataNode
{
    public bool IsEmpty => Members.Count == 0;

    public override void WriteTo(IBufferWriter<byte> output)
    {
        output.Write("{"u8);
        for (var i = 0; i < Members.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            output.Write(Members[i].Key.Span);
            output.Write(":"u8);
            Members[i].Value.WriteTo(output);
        }

        output.Write("}"u8);
    }
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">Its name as JSON.</param>
/// <param name="Value">Its value.</param>
internal sealed record DataMember(string Name, ReadOnlyMemory<byte> Key, DataNode Value);
