using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.Conformance;

/// <summary>What all conformance tests share: an empty store, a clock that stands still, and short ways to fill and ask the store.</summary>
public abstract class StoreConformance(IStoreFixture fixture) : IAsyncLifetime
{
    protected static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, 123, TimeSpan.Zero);

    /// <summary><see cref="Now"/> as documents show it.</summary>
    protected const string NowText = "2026-03-01T10:00:00.123Z";

    protected FakeTimeProvider Clock { get; } = new(Now);

    protected IJobStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await fixture.CreateAsync(Clock);

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        await fixture.DisposeAsync();
    }

    protected async Task<ImportBatchOutcome> ImportAsync(params (JobKind Kind, string Json)[] jobs) =>
        await ((IJobImporter)Store).ImportAsync([.. jobs.Select(job => Imported(job.Kind, job.Json))], CancellationToken.None);

    protected static ImportedJob Imported(JobKind kind, string json)
    {
        var document = JobDocument.FromString(json);
        return new ImportedJob(JobIndex.Read(kind, document), document);
    }

    /// <summary>The document found, as text; fails where none was.</summary>
    protected async Task<string> FetchAsync(string id)
    {
        var outcome = await Store.FetchByIdAsync(JobId.Parse(id), CancellationToken.None);
        Assert.Equal(OutcomeStatus.Found, outcome.Status);
        return outcome.Document.ToString();
    }

    protected async Task<string?> FetchByCorrelationIdAsync(string correlationId)
    {
        var outcome = await Store.FetchByCorrelationIdAsync(correlationId, CancellationToken.None);
        return outcome.Status == OutcomeStatus.NotFound ? null : outcome.Document.ToString();
    }

    protected ValueTask<JobOutcome> RetryAsync(string id) => Store.RetryByIdAsync(JobId.Parse(id), CancellationToken.None);

    protected async Task<RetryQueryOutcome> RetryAsync(RetryQuery query)
    {
        var outcome = await Store.RetryByQueryAsync(query, CancellationToken.None);
        Assert.Null(outcome.UnavailableReason);
        return outcome;
    }

    /// <summary>Asserts a refusal with this reason, and that the job stayed byte for byte as it was.</summary>
    protected async Task RefusesAsync(JobKind kind, string json, string reason)
    {
        await ImportAsync((kind, json));
        var id = JobIndex.Read(kind, JobDocument.FromString(json)).Id.ToString();
        var outcome = await RetryAsync(id);
        Assert.Equal(JobOutcome.Refused(reason), outcome);
        Assert.Equal(json, await FetchAsync(id));
    }

    protected static string IdOf(JobDocument document) => JobIndex.Read(JobKind.Queue, document).Id.ToString();

    protected static string[] IdsOf(RetryQueryOutcome outcome) => [.. outcome.Jobs.Select(IdOf)];
}
