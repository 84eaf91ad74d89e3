using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>Makes stores of the type <c>BadImporter</c>, which are empty and do not take imports as they should: one hangs until it is let on, one throws, one can't be reached at the start.</summary>
internal sealed class BadImporterFactory(string trouble) : IJobStoreFactory
{
    public string Type => "BadImporter";

    /// <summary>Set once an import has come.</summary>
    public TaskCompletionSource Asked { get; } = new();

    /// <summary>Lets imports that hang end.</summary>
    public TaskCompletionSource Open { get; } = new();

    public IJobStore Create(JobStoreContext context) => new Store(this, trouble);

    private sealed class Store(BadImporterFactory factory, string trouble) : IJobStore, IJobImporter
    {
        public ValueTask DisposeAsync() => default;

        public Task PrepareAsync(CancellationToken cancellationToken) =>
            trouble == "unopened" ? throw new JobStoreUnreachableException("It can't be reached.") : Task.CompletedTask;

        public async ValueTask<ImportBatchOutcome> ImportAsync(IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken)
        {
            factory.Asked.TrySetResult();
            if (trouble == "throws")
                throw new JobStoreException("It can't be written.");
            await factory.Open.Task.WaitAsync(cancellationToken);
            return new ImportBatchOutcome(batch.Count, 0, 0, []);
        }

        public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) => trouble == "breaks" ? throw new InvalidOperationException("a bug") : new(JobOutcome.NotFound);

        public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
