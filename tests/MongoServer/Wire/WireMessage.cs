using System.Buffers.Binary;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace JobsGateway.MongoServer.Wire;

/// <summary>A command as it came over the wire: OP_MSG, or OP_QUERY, in which drivers say hello.</summary>
/// <remarks>https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/</remarks>
internal sealed class WireMessage(int requestId, int operation, BsonDocument body)
{
    private const int HeaderLength = 16, OpReply = 1, OpQuery = 2004, OpMsg = 2013;

    /// <summary>The command; what came in a sequence of documents is its array.</summary>
    public BsonDocument Body => body;

    /// <summary>Reads the next; null where the other side has hung up.</summary>
    public static async Task<WireMessage?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        if (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken) < HeaderLength)
            return null;
        var content = new byte[BinaryPrimitives.ReadInt32LittleEndian(header) - HeaderLength];
        await stream.ReadExactlyAsync(content, cancellationToken);
        var operation = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
        var body = operation switch
        {
            OpMsg => ReadSections(content),
            OpQuery => ReadQuery(content),
            _ => throw new IOException($"operation {operation} is not spoken here"),
        };
        return new WireMessage(BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4)), operation, body);
    }

    /// <summary>The answer's bytes.</summary>
    public byte[] Reply(BsonDocument answer)
    {
        var document = answer.ToBson();
        var head = HeaderLength + (operation == OpMsg ? 5 : 20);
        var bytes = new byte[head + document.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), requestId);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), operation == OpMsg ? OpMsg : OpReply);
        if (operation != OpMsg)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(head - 4), 1);
        document.CopyTo(bytes, head);
        return bytes;
    }

    private static BsonDocument ReadSections(byte[] content)
    {
        var body = new BsonDocument();
        for (var at = 4; at < content.Length;)
        {
            var isSequence = content[at++] == 1;
            var length = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(at));
            if (isSequence)
                ReadSequence(content.AsSpan(at + 4, length - 4), body);
            else
                body.Merge(Document(content.AsSpan(at, length)), overwriteExistingElements: true);
            at += length;
        }

        return body;
    }

    private static void ReadSequence(ReadOnlySpan<byte> section, BsonDocument body)
    {
        var end = section.IndexOf((byte)0);
        var documents = new BsonArray();
        for (var rest = section[(end + 1)..]; rest.Length > 0;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
            documents.Add(Document(rest[..length]));
            rest = rest[length..];
        }

        body[System.Text.Encoding.UTF8.GetString(section[..end])] = documents;
    }

    private static BsonDocument ReadQuery(byte[] content)
    {
        var name = content.AsSpan(4).IndexOf((byte)0);
        var document = content.AsSpan(4 + name + 1 + 8);
        return Document(document[..BinaryPrimitives.ReadInt32LittleEndian(document)]);
    }

    private static BsonDocument Document(ReadOnlySpan<byte> bytes)
    {
        using var reader = new BsonBinaryReader(new MemoryStream(bytes.ToArray()));
        return BsonDocumentSerializer.Instance.Deserialize(BsonDeserializationContext.CreateRoot(reader, c => c.AllowDuplicateElementNames = true));
    }
}
