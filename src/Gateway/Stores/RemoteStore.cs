using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Upstream;
using Polly.CircuitBreaker;

namespace JobsGateway.Gateway.Stores;

/// <summary>A store that forwards.</summary>
internal sealed class RemoteStore(JobStoreContext context, UpstreamStore upstream) : ConfiguredStore(context)
{
    /// <summary>The server.</summary>
    public UpstreamStore Upstream => upstream;

    public override bool IsAnswering => upstream.CircuitState is CircuitState.Closed or CircuitState.HalfOpen;

    public override TimeSpan DrainTime => upstream.Options.Resilience.TotalTimeout + TimeSpan.FromMinutes(1);

    public override Task PrepareAsync(CancellationToken cancellationToken)
    {
        upstream.Start();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => upstream.DisposeAsync();
}
