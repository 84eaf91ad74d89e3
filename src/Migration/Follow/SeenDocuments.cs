using System.Security.Cryptography;
using MongoDB.Bson;

namespace JobsGateway.Migration.Follow;

/// <summary>Tells documents that changed from those a poll meets again.</summary>
/// <remarks>It forgets all where it holds too many: a document forgotten is only written once more, which changes nothing.</remarks>
internal sealed class SeenDocuments(int capacity)
{
    private readonly Dictionary<ObjectId, Guid> _digests = [];

    /// <summary>Whether the document is another than when it was seen last; it is seen now.</summary>
    public bool IsNews(ObjectId id, byte[] document)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(document, hash);
        var digest = new Guid(hash[..16]);
        if (_digests.TryGetValue(id, out var known))
        {
            _digests[id] = digest;
            return known != digest;
        }

        if (_digests.Count == capacity)
            _digests.Clear();
        _digests.Add(id, digest);
        return true;
    }
}
