using MongoDB.Bson;

namespace JobsGateway.MongoServer.Commands;

/// <summary>What is left of an answer.</summary>
internal interface ICursor
{
    /// <summary>Nothing is left.</summary>
    bool IsAtEnd { get; }

    /// <summary>Where a stream of changes goes on.</summary>
    BsonDocument? Token { get; }

    /// <summary>Comes back when there is something, or after a while.</summary>
    Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken);

    /// <summary>The next documents.</summary>
    BsonArray Take(int count);
}
