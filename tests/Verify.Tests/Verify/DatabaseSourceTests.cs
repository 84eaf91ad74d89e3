using JobsGateway.Benchmarks.Common;
using JobsGateway.Migration.Live;
using JobsGateway.Migration.Live.Source;
using JobsGateway.Migration.Verify;
using JobsGateway.MongoServer;
using JobsGateway.Verify.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using static JobsGateway.Stores.Conformance.Jobs;

namespace JobsGateway.Verify.Tests.Verify;

/// <summary>Studio's database as a side, over the driver and a socket.</summary>
public sealed class DatabaseSourceTests : IAsyncLifetime
{
    private const int Count = 2500;

    private readonly WireServer _server = new();
    private readonly FakeTimeProvider _clock = new();

    public Task InitializeAsync()
    {
        for (var i = Count; i > 0; i--)
        {
            _server.Data.Insert("studio.queuejobs", Stored(i));
            if (i % 100 == 0)
                _server.Data.Insert("studio.agendaJobs", new BsonDocument { { "_id", ObjectId.Parse(Id(i)) }, { "name", "agenda" } });
        }

        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task Jobs_come_in_order_as_an_import_makes_them_and_from_anywhere()
    {
        await using var source = await OpenAsync();
        Assert.Equal(Enumerable.Range(1, Count).Select(Id), (await ScanAsync(source, JobKind.Queue)).Select(job => job.Id.ToString()));
        Assert.Equal([Id(2499), Id(2500)], (await ScanAsync(source, JobKind.Queue, Id(2498))).Select(job => job.Id.ToString()));
        Assert.Equal(Count / 100, (await ScanAsync(source, JobKind.Agenda)).Count);
        Assert.Equal($$"""{"status":"pending","_id":"{{Id(100)}}","name":"relay"}""", $"{await source.FindAsync(JobKind.Queue, JobId.Parse(Id(100)), default)}");
        Assert.Contains("agenda", $"{await source.FindAsync(JobKind.Agenda, JobId.Parse(Id(100)), default)}", StringComparison.Ordinal);
        Assert.Null(await source.FindAsync(JobKind.Agenda, JobId.Parse(Id(101)), default));
    }

    [Fact]
    public async Task What_is_no_job_is_told_once_also_where_the_connection_broke()
    {
        _server.Data.Insert("studio.queuejobs", new BsonDocument { { "_id", "text" }, { "name", "relay" } });
        await using var source = await OpenAsync();
        _server.DropEvery(2);
        var scanning = ScanAsync(source, JobKind.Queue);
        await PassTimeAsync(scanning);
        Assert.Equal(Count, (await scanning).Count);
        Assert.Equal([new RejectedDocument(JobKind.Queue, "a document whose _id is no ObjectId")], source.Rejected);
    }

    [Fact]
    public async Task A_server_that_stays_away_ends_it_with_a_sentence()
    {
        await using var source = await OpenAsync("?serverSelectionTimeoutMS=100");
        _server.GoAway();
        var scanning = ScanAsync(source, JobKind.Queue);
        await PassTimeAsync(scanning);
        var failure = await Assert.ThrowsAsync<VerifyException>(() => scanning);
        Assert.Contains(_server.Endpoint, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_finds_what_differs_and_shows_no_secret()
    {
        using var folder = new TempFolder();
        string[] switches = ["--Stores:local:Type=Sqlite", $"--Stores:local:ConnectionString=Data Source={folder.PathOf("l.db")}"];
        var lines = folder.PathOf("q.json");
        await File.WriteAllLinesAsync(lines, Enumerable.Range(1, Count).Select(i => $$$"""{"_id":{"$oid":"{{{Id(i)}}}"},"name":"relay"}"""));
        var agenda = folder.PathOf("a.json");
        await File.WriteAllLinesAsync(agenda, Enumerable.Range(1, Count / 100).Select(i => $$$"""{"_id":{"$oid":"{{{Id(100 * i)}}}"},"name":"agenda"}"""));
        await Programs.RunAsync(Programs.Gateway, ["import", "--agenda-jobs", agenda, "--queue-jobs", lines, .. switches], default);
        string[] verify = ["verify", "--from", $"mongodb://{_server.Endpoint}/studio", .. switches];

        var same = await Programs.EndAsync(Programs.Gateway, verify, default);
        Assert.True(same.ExitCode == 0, same.Finished.Output + same.Errors);

        _server.Data.Replace("studio.queuejobs", Stored(7).Add("status", "started"));
        _server.Data.Delete("studio.queuejobs", ObjectId.Parse(Id(8)));
        var other = await Programs.EndAsync(Programs.Gateway, [.. verify, "--confirm", "false"], default);
        Assert.True(other.ExitCode == 2, other.Finished.Output + other.Errors);
        Assert.Contains("missing 0 / extra 1 / different 1 / rejected 0", other.Finished.Output, StringComparison.Ordinal);

        var away = await Programs.EndAsync(
            Programs.Gateway, ["verify", "--from", "mongodb://user:secret-word@127.0.0.1:1/studio?serverSelectionTimeoutMS=100", .. switches], default);
        Assert.Equal(1, away.ExitCode);
        Assert.Contains("127.0.0.1:1/studio", away.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", away.Errors + away.Finished.Output, StringComparison.Ordinal);
    }

    private static BsonDocument Stored(int number) => new() { { "_id", ObjectId.Parse(Id(number)) }, { "name", "relay" } };

    private static async Task<List<ScannedJob>> ScanAsync(DatabaseSource source, JobKind kind, string? after = null)
    {
        var jobs = new List<ScannedJob>();
        await foreach (var job in source.ScanAsync(kind, after is null ? null : JobId.Parse(after), default))
            jobs.Add(job);
        return jobs;
    }

    private Task<DatabaseSource> OpenAsync(string options = "") =>
        DatabaseSource.OpenAsync(new LiveImportRequest(SourceAddress.Parse($"mongodb://{_server.Endpoint}/studio{options}"), ""), _ => { }, _clock, default);

    // Its pauses are the clock's; everything else waits for the socket.
    private async Task PassTimeAsync(Task running)
    {
        while (!running.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, Task.Delay(5));
        }
    }
}
