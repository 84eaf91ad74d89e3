using Dapper;
using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.Sqlite.Tests;

/// <summary>A retry that goes wrong half-way leaves nothing behind.</summary>
public sealed class RetrierTests : IDisposable
{
    private readonly SqliteFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_new_job_that_is_not_inserted_leaves_the_original_unclaimed()
    {
        await using var store = await _fixture.PreparedStoreAsync();
        var (kind, json) = Jobs.Queue(1);
        var document = JobDocument.FromString(json);
        await store.ImportAsync([new ImportedJob(JobIndex.Read(kind, document), document)], default);
        using (var connection = _fixture.Open())
            connection.Execute("CREATE TRIGGER Taken BEFORE INSERT ON Jobs BEGIN SELECT RAISE(IGNORE); END"); // as an id that is taken already

        var id = JobId.Parse(Jobs.Id(1));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.RetryByIdAsync(id, default));

        Assert.Equal(json, (await store.FetchByIdAsync(id, default)).Document.ToString());
        using (var connection = _fixture.Open())
            connection.Execute("DROP TRIGGER Taken");
        Assert.Equal(OutcomeStatus.Found, (await store.RetryByIdAsync(id, default)).Status);
    }
}
