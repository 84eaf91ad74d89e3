using Dapper;
using JobsGateway.Stores.Conformance;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.Sqlite.Tests;

/// <summary>Fetches share a read transaction for a while; nobody may notice.</summary>
public sealed class SnapshotTests : IAsyncLifetime
{
    private static readonly JobId Job = JobId.Parse(Jobs.Id(1));
    private readonly SqliteFixture _fixture = new();
    private readonly FakeTimeProvider _clock = new(); // stands still: a read transaction never grows old by itself
    private SqliteJobStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = (SqliteJobStore)await _fixture.CreateAsync(_clock);
        var (kind, json) = Jobs.Queue(1);
        var document = JobDocument.FromString(json);
        await _store.ImportAsync([new ImportedJob(JobIndex.Read(kind, document), document)], default);
    }

    [Fact]
    public async Task A_stores_own_write_is_seen_at_once()
    {
        for (var i = 0; i < 3; i++)
            Assert.DoesNotContain("retryJob", await FetchAsync(Job), StringComparison.Ordinal);
        var retried = await _store.RetryByIdAsync(Job, default);
        Assert.Contains("\"retryJob\":", await FetchAsync(Job), StringComparison.Ordinal);
        var newJob = JobIndex.Read(JobKind.Queue, retried.Document).Id;
        Assert.Contains("\"status\":\"pending\"", await FetchAsync(newJob), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_of_another_process_is_seen_when_the_transaction_has_its_age()
    {
        await FetchAsync(Job);
        await using var other = await _fixture.PreparedStoreAsync(); // shares nothing with the first but the file
        await other.RetryByIdAsync(Job, default);
        _clock.Advance(Snapshot.MostAge);
        Assert.Contains("\"retryJob\":", await FetchAsync(Job), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(1)); // the other store empties the log when it closes
    }

    [Fact]
    public async Task An_idle_store_lets_its_transactions_go_so_that_the_write_ahead_log_can_start_over()
    {
        await FetchAsync(Job);
        using var connection = _fixture.Open();
        Assert.False(IsCheckpointComplete(connection)); // the transaction of the fetch above is in the way
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(IsCheckpointComplete(connection));
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    private async Task<string> FetchAsync(JobId id)
    {
        var outcome = await _store.FetchByIdAsync(id, default);
        Assert.Equal(OutcomeStatus.Found, outcome.Status);
        return outcome.Document.ToString();
    }

    // A write into the log, so that there is something newer than the transaction, then the attempt to move all of the log into the file.
    private static bool IsCheckpointComplete(Microsoft.Data.Sqlite.SqliteConnection connection)
    {
        connection.Execute("UPDATE Jobs SET Name = Name");
        var (_, pages, moved) = connection.QueryFirst<(long Busy, long Pages, long Moved)>("PRAGMA wal_checkpoint(PASSIVE)");
        return moved == pages;
    }
}
