using System.Collections.Concurrent;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Tests.Stores.Opening;

/// <summary>Makes stores of the type <c>Far</c>, whose database is as far away as a test wants it.</summary>
internal sealed class FarFactory : IJobStoreFactory
{
    public const string Document = """{"_id":"65e1f3a07c1b2d0012a40007"}""";

    private int _attempts;

    public string Type => "Far";

    /// <summary>What opening does; nothing where the database is there.</summary>
    public Func<CancellationToken, Task> OnPrepare { get; set; } = _ => Task.CompletedTask;

    /// <summary>How often it was tried to open a store.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>The names of the stores that were closed.</summary>
    public ConcurrentQueue<string> Closed { get; } = [];

    public static Task Unreachable(CancellationToken cancellationToken) =>
        throw new JobStoreUnreachableException("The server 'db.example.com' does not answer (Password=hunter2).");

    public static Task Wrong(CancellationToken cancellationToken) =>
        throw new JobStoreException("The login of 'jobs' was refused (Password=hunter2); set another one.");

    public IJobStore Create(JobStoreContext context) => new Store(this, context.Name);

    private sealed class Store(FarFactory factory, string name) : IJobStore
    {
        public Task PrepareAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref factory._attempts);
            return factory.OnPrepare(cancellationToken);
        }

        public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) => new(JobOutcome.Found(new JobDocument(System.Text.Encoding.UTF8.GetBytes(Document))));

        public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) => new(JobOutcome.NotFound);

        public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) => new(new JobsOutcome([]));

        public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) => new(JobOutcome.NotFound);

        public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) => new(new RetryQueryOutcome([], []));

        public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => new(false);

        public ValueTask DisposeAsync()
        {
            factory.Closed.Enqueue(name);
            return default;
        }
    }
}
