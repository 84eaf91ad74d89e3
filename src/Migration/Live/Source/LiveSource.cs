using JobsGateway.Import;
using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;
using MongoDB.Driver;

namespace JobsGateway.Migration.Live.Source;

/// <summary>A connection to Studio's database.</summary>
internal sealed class LiveSource : IDisposable
{
    private const int NamesShown = 20, LotSize = 1000;

    private readonly MongoClient _client;

    private LiveSource(MongoClient client, LiveImportRequest request)
    {
        _client = client;
        Address = request.From;
        Database = client.GetDatabase(request.From.Database);
        // A member that lags may not have yet what was written just before the stream of changes was opened, which does not tell of it either.
        var documents = request.Follow ? Database.WithReadPreference(ReadPreference.Primary) : Database;
        // A lot takes ten seconds at most at the rate asked for: a cursor that rests for ten minutes is closed by the server.
        var lot = request.Rate is { } rate ? (int)Math.Min(rate * 10L, LotSize) : LotSize;
        Agenda = new LiveCollection(documents, request.AgendaCollection, lot);
        Queue = new LiveCollection(documents, request.QueueCollection, lot);
    }

    public SourceAddress Address { get; }

    public IMongoDatabase Database { get; }

    public LiveCollection Agenda { get; }

    public LiveCollection Queue { get; }

    /// <summary>Opens the source and makes sure that there is something to read.</summary>
    /// <exception cref="ImportException">It can't be used; the message says what to do.</exception>
    public static async Task<LiveSource> ConnectAsync(LiveImportRequest request, Action<string> tell, CancellationToken cancellationToken)
    {
        LiveSource? source = null;
        try
        {
            source = new LiveSource(new MongoClient(request.From.ToSettings()), request);
            await source.AskAsync(cancellationToken);
            await source.CheckCollectionsAsync(tell, cancellationToken);
            return source;
        }
        catch (Exception e)
        {
            source?.Dispose();
            if (e is OperationCanceledException or ImportException)
                throw;
            throw new ImportException(SourceFailure.Explain(e, request.From), e);
        }
    }

    public LiveCollection this[JobKind kind] => kind == JobKind.Agenda ? Agenda : Queue;

    /// <summary>What the server says of itself now.</summary>
    public async Task<ServerFacts> AskAsync(CancellationToken cancellationToken) =>
        ServerFacts.Of(await Database.RunCommandAsync<BsonDocument>(new BsonDocument("hello", 1), _client.Settings.ReadPreference, cancellationToken));

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task CheckCollectionsAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        using var cursor = await Database.ListCollectionNamesAsync(null, cancellationToken);
        var names = await cursor.ToListAsync(cancellationToken);
        var missing = new[] { Agenda.Name, Queue.Name }.Except(names).ToList();
        if (missing.Count == 0)
            return;
        var there = names.Count == 0 ? "it has none" : $"names there are: {string.Join(", ", names.Order(StringComparer.Ordinal).Take(NamesShown))}{(names.Count > NamesShown ? ", ..." : "")}";
        if (missing.Count == 2)
            throw new ImportException($"The database '{Address.Database}' has neither a collection '{Agenda.Name}' nor '{Queue.Name}' ({there}): check the database in the address, --agenda-collection and --queue-collection.");
        tell($"note: the database '{Address.Database}' has no collection '{missing[0]}' ({there}); nothing is read from it");
    }
}
