using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;

namespace JobsGateway.Import.Conversion;

/// <summary>From a stored document to the job a client sees. Not thread-safe: each thread has one of its own.</summary>
public sealed class JobConverter : IDisposable
{
    private readonly ClientJsonWriter _json = new();

    /// <summary>The document as the server would answer with it.</summary>
    /// <param name="kind">The collection the document is from.</param>
    /// <param name="source">The stored document; its <c>_id</c> is an ObjectId.</param>
    public JobDocument Convert(JobKind kind, BsonDocument source)
    {
        _json.Start();
        if (kind == JobKind.Agenda)
            AgendaJobConverter.Write(source, _json);
        else
            QueueJobConverter.Write(source, _json);
        return new JobDocument(_json.End());
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();
}
