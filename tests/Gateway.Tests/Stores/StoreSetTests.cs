using JobsGateway.Gateway.Stores;
using JobsGateway.Gateway.Tests.Authentication;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Gateway.Tests.Stores;

/// <summary>The stores are closed together.</summary>
public sealed class StoreSetTests
{
    [Fact]
    public async Task Every_store_is_closed_once_although_one_fails_and_they_are_closed_twice()
    {
        var closed = new List<string>();
        var log = new LogLines();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stores:first:Type"] = "Closing",
            ["Stores:second:Type"] = "Closing",
            ["Stores:third:Type"] = "Closing",
        }).Build();
        var maker = new StoreMaker(new Plugins([], []), [new ClosingFactory(closed, "first")], upstreams: null!, "/", TimeProvider.System, loggers);
        var stores = StoreSet.Create(configuration, maker, loggers.CreateLogger<StoreSet>());
        await stores.DisposeAsync();
        await stores.DisposeAsync();
        Assert.Equal(["first", "second", "third"], closed);
        Assert.Contains("The store first failed to close", Assert.Single(log.Lines).Text, StringComparison.Ordinal);
    }

    private sealed class ClosingFactory(List<string> closed, string failing) : IJobStoreFactory
    {
        public string Type => "Closing";

        public IJobStore Create(JobStoreContext context) => new ClosingStore(() =>
        {
            closed.Add(context.Name);
            if (context.Name == failing)
                throw new IOException("The disk is gone.");
        });
    }

    private sealed class ClosingStore(Action close) : IJobStore
    {
        public ValueTask DisposeAsync()
        {
            close();
            return ValueTask.CompletedTask;
        }

        public Task PrepareAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
