using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace JobsGateway.Import.Reading;

/// <summary>Parses a raw document and checks what every job needs: an ObjectId for an id.</summary>
internal static class DocumentParser
{
    // By default the library takes one date for .NET's largest, as its own old versions wrote it; the server shows the date that is there.
    private static readonly BsonBinaryReaderSettings Exact = new() { FixOldDateTimeMaxValueOnInput = false };

    /// <summary>The document, or why it is none.</summary>
    public static (BsonDocument? Document, string? Problem) Parse(SourceFormat format, SourceDocument source)
    {
        if (source.Problem is not null)
            return (null, source.Problem);
        try
        {
            var document = format == SourceFormat.Bson ? ReadBson(source.Raw) : ExtendedJsonReader.Read(source.Raw);
            var problem = Check(document, source.Raw.Length);
            return problem is null ? (document, null) : (null, problem);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, ParseProblem.Of(e));
        }
    }

    private static string? Check(BsonDocument document, int sourceLength)
    {
        var id = Conversion.JavaScriptObject.ValueOf(document, "_id");
        if (id is not BsonObjectId)
            return id is null ? "it has no _id" : $"its _id is of the type {id.BsonType}, not ObjectId";
        // Text is hardly ever shorter than the document it stands for, so measuring pays only where it is long.
        return sourceLength > SourceLimits.DocumentBytes && document.ToBson().Length > SourceLimits.DocumentBytes
            ? $"larger than {SourceLimits.DocumentBytes >> 20} MiB"
            : null;
    }

    private static BsonDocument ReadBson(byte[] raw)
    {
        using var buffer = new ByteArrayBuffer(raw, isReadOnly: true);
        using var stream = new ByteBufferStream(buffer);
        using var reader = new BsonBinaryReader(stream, Exact);
        var context = BsonDeserializationContext.CreateRoot(reader, c => c.AllowDuplicateElementNames = true);
        return BsonDocumentSerializer.Instance.Deserialize(context);
    }
}
