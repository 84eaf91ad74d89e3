using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Resilience;
using Polly.CircuitBreaker;

namespace JobsGateway.Gateway.Stores;

/// <summary>A store that owns jobs.</summary>
internal sealed class LocalStore(JobStoreContext context, ResilientJobStore jobs, ResilienceOptions resilience) : ConfiguredStore(context)
{
    /// <summary>The jobs, behind the store's pipeline.</summary>
    public IJobStore Jobs => jobs;

    /// <summary>The store as it is, for what only it can: taking an import.</summary>
    public IJobStore Bare => jobs.Inner;

    public override bool IsAnswering => jobs.CircuitState is CircuitState.Closed or CircuitState.HalfOpen;

    public override TimeSpan DrainTime => resilience.TotalTimeout + TimeSpan.FromMinutes(1);

    public override Task PrepareAsync(CancellationToken cancellationToken) => jobs.PrepareAsync(cancellationToken);

    /// <summary>Opens it, and asks whether it holds jobs.</summary>
    public override async Task<string> ProbeAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        return await jobs.IsEmptyAsync(cancellationToken) ? "holds no jobs yet" : "holds jobs";
    }

    protected override ValueTask CloseAsync() => jobs.DisposeAsync();
}
