using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Stores;

/// <summary>A store that owns jobs.</summary>
internal sealed class LocalStore(JobStoreContext context, IJobStore jobs) : ConfiguredStore(context)
{
    /// <summary>The jobs.</summary>
    public IJobStore Jobs => jobs;

    public override bool IsAnswering => true;

    public override TimeSpan DrainTime => TimeSpan.FromMinutes(1);

    public override Task PrepareAsync(CancellationToken cancellationToken) => jobs.PrepareAsync(cancellationToken);

    /// <summary>Opens it, and asks whether it holds jobs.</summary>
    public override async Task<string> ProbeAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        return await jobs.IsEmptyAsync(cancellationToken) ? "holds no jobs yet" : "holds jobs";
    }

    protected override ValueTask CloseAsync() => jobs.DisposeAsync();
}
