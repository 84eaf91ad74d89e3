using System.Diagnostics;
using JobsGateway.Stores.Conformance;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.Sqlite.Tests;

/// <summary>What goes wrong outside ends as an outcome with a reason, in bounded time, and passes when the cause does.</summary>
public sealed class UnavailableTests : IDisposable
{
    private static readonly JobId Id = JobId.Parse(Jobs.Id(1));
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromMilliseconds(200);

    private readonly SqliteFixture _fixture = new();

    [Fact]
    public async Task A_store_locked_for_writing_still_reads()
    {
        await using var store = await FilledAsync();
        using var other = _fixture.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();

        var start = Stopwatch.GetTimestamp();
        var outcome = await store.RetryByIdAsync(Id, default);

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(8));
        Assert.Equal(OutcomeStatus.Unavailable, outcome.Status);
        Assert.Contains("locked by another process", outcome.Reason, StringComparison.Ordinal);
        Assert.NotNull((await store.RetryByQueryAsync(new RetryQuery { Name = "relay" }, default)).UnavailableReason);
        Assert.Equal(OutcomeStatus.Found, (await store.FetchByIdAsync(Id, default)).Status);
        command.CommandText = "ROLLBACK";
        command.ExecuteNonQuery();
        Assert.Equal(OutcomeStatus.Found, (await store.RetryByIdAsync(Id, default)).Status);
    }

    [Fact]
    public async Task Many_retries_of_a_locked_store_wait_once_and_not_in_turn()
    {
        await using var store = await FilledAsync();
        using var other = _fixture.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        var start = Stopwatch.GetTimestamp();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await store.RetryByIdAsync(Id, default))));
        Assert.All(outcomes, outcome => Assert.Equal(OutcomeStatus.Unavailable, outcome.Status));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_file_locked_whole_by_another_process_is_unavailable_in_time()
    {
        await (await FilledAsync()).DisposeAsync();
        using var holder = new CrashProcess(_fixture.File, "lock");
        Assert.Equal("locked", await holder.ReadLineAsync());
        await using var store = _fixture.NewStore(busyTimeout: BusyTimeout);
        var start = Stopwatch.GetTimestamp();
        var outcome = await store.FetchByIdAsync(Id, default);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(8));
        Assert.Equal(OutcomeStatus.Unavailable, outcome.Status);
        holder.Kill();
        Assert.Equal(OutcomeStatus.Found, (await store.FetchByIdAsync(Id, default)).Status);
    }

    [Fact]
    public async Task A_deleted_file_is_noticed()
    {
        if (OperatingSystem.IsWindows())
            return; // Windows does not delete an open file.
        var clock = new FakeTimeProvider();
        await using var store = await FilledAsync(clock);
        Assert.Equal(OutcomeStatus.Found, (await store.FetchByIdAsync(Id, default)).Status);
        foreach (var file in Directory.GetFiles(_fixture.Folder))
            File.Delete(file);

        var write = await store.RetryByIdAsync(Id, default);
        clock.Advance(TimeSpan.FromSeconds(2));
        var read = await store.FetchByIdAsync(Id, default);

        Assert.Equal(OutcomeStatus.Unavailable, write.Status);
        Assert.Contains("moved, deleted or replaced", write.Reason, StringComparison.Ordinal);
        Assert.Equal(OutcomeStatus.Unavailable, read.Status);
        Assert.False(File.Exists(_fixture.File));
    }

    [Fact]
    public async Task A_file_replaced_by_rubbish_is_unavailable()
    {
        if (OperatingSystem.IsWindows())
            return; // Windows does not replace an open file.
        var clock = new FakeTimeProvider();
        await using var store = await FilledAsync(clock);
        await store.FetchByIdAsync(Id, default);
        foreach (var file in Directory.GetFiles(_fixture.Folder))
            File.Delete(file);
        await File.WriteAllTextAsync(_fixture.File, new string('x', 10_000));
        clock.Advance(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(OutcomeStatus.Unavailable, (await store.FetchByIdAsync(Id, default)).Status);
            Assert.Equal(OutcomeStatus.Unavailable, (await store.RetryByIdAsync(Id, default)).Status);
        }
    }

    [Fact]
    public async Task A_file_overwritten_in_place_kills_nobody()
    {
        await using var store = await FilledAsync();
        await store.FetchByIdAsync(Id, default);
        foreach (var file in Directory.GetFiles(_fixture.Folder))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            if (file == _fixture.File)
                stream.SetLength(0);
        }

        for (var i = 0; i < 100; i++)
            _ = await store.FetchByIdAsync(Id, default);
    }

    [Fact]
    public async Task A_closed_store_leaves_one_file_that_can_be_deleted()
    {
        var store = await FilledAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await store.FetchByIdAsync(Id, default))));
        await store.DisposeAsync();
        await store.DisposeAsync();
        Assert.Equal([_fixture.File], Directory.GetFiles(_fixture.Folder));
    }

    public void Dispose() => _fixture.Dispose();

    private async Task<SqliteJobStore> FilledAsync(TimeProvider? clock = null)
    {
        var store = _fixture.NewStore(clock, BusyTimeout);
        await store.PrepareAsync(default);
        var document = JobDocument.FromString(Jobs.Queue(1).Json);
        await store.ImportAsync([new ImportedJob(JobIndex.Read(JobKind.Queue, document), document)], default);
        return store;
    }
}
