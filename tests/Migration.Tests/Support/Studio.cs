using JobsGateway.MongoServer;
using JobsGateway.MongoServer.Data;
using MongoDB.Bson;
using MongoDB.Driver;

namespace JobsGateway.Migration.Tests.Support;

/// <summary>Studio's database, as a test writes to it: on the server of tests/MongoServer, or on the one that <see cref="Variable"/> names.</summary>
public sealed class Studio : IAsyncDisposable
{
    public const string Variable = "JOBSGATEWAY_TEST_MONGODB";

    private readonly MongoClient _client;
    private readonly WireServer? _server;

    private Studio(string address, WireServer? server)
    {
        Address = address;
        _server = server;
        _client = new MongoClient(address);
        Database = _client.GetDatabase(new MongoUrl(address).DatabaseName);
    }

    public string Address { get; }

    public IMongoDatabase Database { get; }

    public IMongoCollection<BsonDocument> Agenda => Database.GetCollection<BsonDocument>("agendaJobs");

    public IMongoCollection<BsonDocument> Queue => Database.GetCollection<BsonDocument>("queuejobs");

    /// <summary>The server in this process; null where it is a real one.</summary>
    public WireServer Server => _server ?? throw new InvalidOperationException("It is a server of its own.");

    public static Studio OnWire(WireServerOptions? options = null)
    {
        var server = new WireServer(options);
        return new Studio($"mongodb://{server.Endpoint}/studio", server);
    }

    /// <summary>A database of its own on the server the variable names; skips the test where there is none, or one that can't do what the test needs.</summary>
    public static async Task<Studio> OnMongoDbAsync(bool? isReplicaSet)
    {
        var configured = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(configured), $"Set {Variable} to the address of a MongoDB server, with a prefix for the names of databases, to run this test.");
        var builder = new MongoUrlBuilder(configured);
        builder.DatabaseName = $"{builder.DatabaseName ?? "jobsgateway"}_{Guid.NewGuid():N}";
        var studio = new Studio(builder.ToString(), null);
        var hello = await studio.Database.RunCommandAsync<BsonDocument>(new BsonDocument("hello", 1));
        var isMember = hello.Contains("setName") || hello.GetValue("msg", "") == "isdbgrid";
        Skip.If(isReplicaSet is { } wanted && wanted != isMember, isMember ? "The server is a member of a replica set." : "The server is no member of a replica set, so it has no change streams.");
        return studio;
    }

    /// <summary>Fills both collections.</summary>
    public async Task FillAsync(int agenda, int queue)
    {
        if (agenda > 0)
            await Agenda.InsertManyAsync(Enumerable.Range(0, agenda).Select(Documents.Agenda));
        if (queue > 0)
            await Queue.InsertManyAsync(Enumerable.Range(0, queue).Select(Documents.Queue));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        else
            await _client.DropDatabaseAsync(Database.DatabaseNamespace.DatabaseName);
        _client.Dispose();
    }
}
