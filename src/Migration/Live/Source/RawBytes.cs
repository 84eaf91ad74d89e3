using System.Buffers.Binary;
using MongoDB.Bson;

namespace JobsGateway.Migration.Live.Source;

/// <summary>Documents as bytes.</summary>
internal static class RawBytes
{
    /// <summary>The document's own bytes.</summary>
    public static byte[] Of(RawBsonDocument document)
    {
        var bytes = new byte[document.Slice.Length];
        document.Slice.GetBytes(0, bytes, 0, bytes.Length);
        return bytes;
    }

    /// <summary>The document's id, where it is an ObjectId.</summary>
    public static ObjectId? IdOf(byte[] document)
    {
        using var raw = new RawBsonDocument(document);
        return raw.TryGetValue("_id", out var id) && id is BsonObjectId value ? value.Value : null;
    }

    /// <summary>The lowest ObjectId made at a moment, to the second.</summary>
    public static ObjectId LowestId(DateTimeOffset moment)
    {
        var bytes = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Math.Clamp(moment.ToUnixTimeSeconds(), 0, uint.MaxValue));
        return new ObjectId(bytes);
    }
}
