using JobsGateway.Migration.Verify;
using JobsGateway.Verify.Tests.Support;
using static JobsGateway.Stores.Conformance.Jobs;

namespace JobsGateway.Verify.Tests.Verify;

/// <summary>One job of a kind, found by a scan.</summary>
public sealed class ScanFindTests
{
    [Theory]
    [InlineData("000000000000000000000000")]
    [InlineData("65e1f3a00000000000000000")]
    [InlineData("65e1f3a0ffffffffffffffff")]
    [InlineData("ffffffffffffffffffffffff")]
    public async Task The_job_of_the_kind_is_found_whatever_is_next_to_it(string id)
    {
        var store = await new MemoryStore().WithAsync(Queue(1), Of(Queue(1), id), Of(Agenda(1), id), Queue(2));
        Assert.Equal(Of(Queue(1), id).Json, $"{await FindAsync(store, JobKind.Queue, id)}");
        Assert.Equal(Of(Agenda(1), id).Json, $"{await FindAsync(store, JobKind.Agenda, id)}");
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_not_found()
    {
        var store = await new MemoryStore().WithAsync(Queue(1), Agenda(2), Queue(3));
        Assert.Null(await FindAsync(store, JobKind.Queue, Id(2)));
        Assert.Null(await FindAsync(store, JobKind.Queue, Id(4)));
    }

    private static ValueTask<JobDocument?> FindAsync(MemoryStore store, JobKind kind, string id) =>
        new StoreSource("local", store.Jobs).FindAsync(kind, JobId.Parse(id), default);

    private static (JobKind Kind, string Json) Of((JobKind Kind, string Json) job, string id) => (job.Kind, job.Json.Replace(Id(1), id, StringComparison.Ordinal));
}
