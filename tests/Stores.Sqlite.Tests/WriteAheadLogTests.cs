using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.Sqlite.Tests;

/// <summary>The write-ahead log keeps its size, whoever reads meanwhile.</summary>
public sealed class WriteAheadLogTests : IDisposable
{
    private readonly SqliteFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task The_log_stays_small_while_an_import_is_read()
    {
        await using var store = await _fixture.PreparedStoreAsync();
        await ImportAsync(store, 0, bytes: 1);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => ReadAsync(store, stop.Token))).ToArray();
        long largest = 0;
        for (var i = 1; i <= 24; i++)
        {
            await ImportAsync(store, i, bytes: 8 << 20);
            largest = Math.Max(largest, LogBytes);
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(readers), Assert.True);
        Assert.InRange(largest, 1, 150_000_000);
    }

    [Fact]
    public async Task A_reader_that_does_not_let_go_fails_no_write()
    {
        await using var store = await _fixture.PreparedStoreAsync();
        using (var other = _fixture.Open())
        {
            using var transaction = other.BeginTransaction(deferred: true);
            Assert.True(await store.IsEmptyAsync(default));
            using var command = other.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM Jobs";
            Assert.Equal(0L, command.ExecuteScalar());
            for (var i = 1; i <= 10; i++)
                await ImportAsync(store, i, bytes: 8 << 20);
            Assert.True(LogBytes > 80_000_000);
        }

        // Large enough that the writer tries again; the commit after that trims the log.
        await ImportAsync(store, 11, bytes: 24 << 20);
        await ImportAsync(store, 12, bytes: 1);
        Assert.InRange(LogBytes, 1, 64 << 20);
    }

    private long LogBytes => new FileInfo(_fixture.File + "-wal").Length;

    private static async Task ImportAsync(SqliteJobStore store, int number, int bytes)
    {
        var (kind, json) = Jobs.Queue(number, data: $"{{\"text\":\"{new string('x', bytes)}\"}}");
        var document = JobDocument.FromString(json);
        Assert.Equal(1, (await store.ImportAsync([new ImportedJob(JobIndex.Read(kind, document), document)], default)).Inserted);
    }

    // Whether every read found its job.
    private static async Task<bool> ReadAsync(SqliteJobStore store, CancellationToken stop)
    {
        var found = true;
        while (!stop.IsCancellationRequested)
            found &= (await store.FetchByIdAsync(JobId.Parse(Jobs.Id(0)), default)).Status == OutcomeStatus.Found;
        return found;
    }
}
