using JobsGateway.Migration.Live.Source;
using JobsGateway.Migration.Tests.Support;
using JobsGateway.MongoServer;
using MongoDB.Bson;

namespace JobsGateway.Migration.Tests.Follow;

/// <summary>What breaks a change stream, for a while or for good.</summary>
public sealed class StreamEndTests : IAsyncLifetime
{
    private readonly Studio _studio = Studio.OnWire(new WireServerOptions { IsReplicaSet = true });
    private readonly LocalStore _local = new();

    public Task InitializeAsync() => _studio.FillAsync(agenda: 20, queue: 20);

    public async Task DisposeAsync()
    {
        await _local.DisposeAsync();
        await _studio.DisposeAsync();
    }

    [Fact]
    public async Task Where_the_server_has_forgotten_the_changes_everything_is_read_once_more_and_following_goes_on()
    {
        await using (var first = await StartAsync())
            await first.Console.UntilFollowingAsync();
        _studio.Server.Data.Insert("studio.queuejobs", Documents.Queue(100));
        _studio.Server.Data.ForgetHistory();

        await using var second = await StartAsync();
        await second.Console.UntilToldAsync("no longer has the changes since the checkpoint");
        await second.Console.UntilAsync(() => Has(100));
        _studio.Server.Data.Insert("studio.queuejobs", Documents.Queue(101));
        await second.Console.UntilAsync(() => Has(101));

        Assert.Null((await second.StopAsync()).Documents.Failure);
        Assert.Equal(42, _local.Jobs().Count);
    }

    [Fact]
    public async Task A_server_that_goes_away_is_waited_for_and_nothing_is_missed()
    {
        await using var import = await StartAsync();
        await import.Console.UntilFollowingAsync();

        _studio.Server.GoAway();
        for (var i = 100; i < 150; i++)
            _studio.Server.Data.Insert("studio.queuejobs", Documents.Queue(i));
        await import.Console.UntilToldAsync("trying again");
        _studio.Server.ComeBack();
        await import.Console.UntilAsync(() => Has(149));

        Assert.Null((await import.StopAsync()).Documents.Failure);
        Assert.Equal(90, _local.Jobs().Count);
    }

    [Fact]
    public async Task A_stream_whose_connection_breaks_all_the_time_misses_nothing()
    {
        await using var import = await StartAsync();
        await import.Console.UntilFollowingAsync();
        _studio.Server.DropEvery(3);

        for (var i = 100; i < 160; i++)
        {
            _studio.Server.Data.Insert("studio.queuejobs", Documents.Queue(i));
            if (i % 10 == 0)
                await import.Console.UntilAsync(() => Has(i));
        }

        await import.Console.UntilAsync(() => Has(159));
        Assert.Equal(100, _local.Jobs().Count);
    }

    [Fact]
    public async Task A_collection_that_is_dropped_ends_it_after_what_came_before()
    {
        await using var import = await StartAsync();
        await import.Console.UntilFollowingAsync();

        _studio.Server.Data.Insert("studio.queuejobs", Documents.Queue(100));
        _studio.Server.Data.Drop("studio.queuejobs");

        var summary = await import.EndAsync();
        Assert.Contains("the collection 'queuejobs' was dropped", summary.Documents.Failure, StringComparison.Ordinal);
        Assert.Contains("--restart", summary.Documents.Failure, StringComparison.Ordinal);
        Assert.True(Has(100));
    }

    [Fact]
    public async Task Only_the_two_collections_are_followed()
    {
        await using var import = await StartAsync();
        await import.Console.UntilFollowingAsync();

        _studio.Server.Data.Insert("studio.wallets", new BsonDocument("_id", 1));
        _studio.Server.Data.Drop("studio.wallets");
        _studio.Server.Data.Insert("studio.queuejobs", Documents.Queue(100));
        await import.Console.UntilAsync(() => Has(100));

        var summary = await import.StopAsync();
        Assert.Equal((null, 1L), (summary.Documents.Failure, summary.Follow!.Value.Changes));
    }

    [Fact]
    public async Task The_stream_is_open_before_the_first_document_is_read()
    {
        await using var import = await StartAsync();
        await import.Console.UntilFollowingAsync();

        var asked = _studio.Server.Queries.Select(query => query.GetElement(0).Name).ToList();
        Assert.InRange(asked.IndexOf("aggregate"), 0, asked.IndexOf("find") - 1);
    }

    [Fact]
    public async Task Documents_come_from_the_primary_whatever_the_address_prefers()
    {
        await using var import = await _local.StartAsync(_local.Request(_studio) with { From = SourceAddress.Parse(_studio.Address + "?readPreference=secondaryPreferred"), Follow = true });
        await import.Console.UntilFollowingAsync();

        var asked = _studio.Server.Queries.ToLookup(query => query.GetElement(0).Name, query => query.GetValue("$readPreference", BsonNull.Value));
        Assert.All(asked["aggregate"], preference => Assert.Equal("secondaryPreferred", preference["mode"]));
        // The driver names the primary to no one, or as what it takes with a single server.
        Assert.All(asked["find"], preference => Assert.DoesNotContain("secondary", preference.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collection_that_takes_the_place_of_one_that_is_followed_ends_it()
    {
        await using var import = await StartAsync();
        await import.Console.UntilFollowingAsync();

        _studio.Server.Data.Insert("studio.restored", Documents.Queue(100));
        _studio.Server.Data.Rename("studio.restored", "studio.queuejobs");

        Assert.Contains("'restored' was renamed to 'queuejobs'", (await import.EndAsync()).Documents.Failure, StringComparison.Ordinal);
    }

    private Task<RunningImport> StartAsync() => _local.StartAsync(_local.Request(_studio) with { Follow = true });

    private bool Has(int number) => _local.Find(JobKind.Queue, Documents.Id(number)) is not null;
}
