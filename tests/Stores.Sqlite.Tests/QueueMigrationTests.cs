using Dapper;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Conformance;
using JobsGateway.Stores.Sqlite.Schema;

namespace JobsGateway.Stores.Sqlite.Tests;

/// <summary>Jobs that a retry made before there was a queue are in it after the upgrade.</summary>
public sealed class QueueMigrationTests : IDisposable
{
    private static readonly byte[] Imported = new byte[16];

    private readonly SqliteFixture _fixture = new();

    [Fact]
    public async Task Jobs_that_a_retry_made_are_claimed_in_their_order_after_the_upgrade()
    {
        using (var connection = _fixture.Open())
        {
            new SchemaMigrator([SqliteScripts.All[0]], TimeProvider.System).Migrate(connection, _fixture.File);
            Insert(Jobs.Queue(1, more: $"\"retryJob\":\"{Jobs.Id(9)}\""), Imported);
            Insert(Jobs.Queue(9, "pending"), null);
            Insert(Jobs.Agenda(2, "\"lockedAt\":null", name: "relay"), null);
            Insert(Jobs.Queue(5, "pending"), null);
            Insert(Jobs.Queue(6, "pending"), Imported);
            Insert(Jobs.Agenda(7, "\"lockedAt\":null", name: "relay"), Imported);
            Insert(Jobs.Agenda(8, name: "relay"), null);
            Insert((JobKind.Queue, $$"""{"_id":"{{Jobs.Id(10)}}","status":"pending"}"""), null);

            void Insert((JobKind Kind, string Json) job, byte[]? sourceHash)
            {
                var document = JobDocument.FromString(job.Json);
                var index = JobIndex.Read(job.Kind, document);
                connection.Execute(
                    "INSERT INTO Jobs (Kind, Id, Name, Status, RetryJob, SourceHash, Document) VALUES (@Kind, @Id, @Name, @Status, @RetryJob, @SourceHash, @Document)",
                    new { Kind = (int)index.Kind, Id = index.Id.ToString(), index.Name, index.Status, index.RetryJob, SourceHash = sourceHash, Document = job.Json });
            }
        }

        await using var store = await _fixture.PreparedStoreAsync();
        var claimed = (await store.ClaimAsync(new ClaimRequest("relay", TimeSpan.FromMinutes(1)) { Limit = 100 }, default)).Jobs;
        Assert.Equal([Jobs.Id(9), Jobs.Id(2), Jobs.Id(5)], claimed.Select(job => job.Lease.Id.ToString()));
        Assert.Equal([JobKind.Queue, JobKind.Agenda, JobKind.Queue], claimed.Select(job => job.Lease.Kind));
        foreach (var job in claimed)
            Assert.Equal(LeaseOutcome.Done, await store.CompleteAsync(job.Lease, null, default));
        Assert.Equal(Jobs.Queue(6, "pending").Json, (await store.FetchByIdAsync(JobId.Parse(Jobs.Id(6)), default)).Document.ToString());
    }

    public void Dispose() => _fixture.Dispose();
}
