using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Upstream;
using Polly.CircuitBreaker;

namespace JobsGateway.Gateway.Stores;

/// <summary>A store that forwards.</summary>
internal sealed class RemoteStore(JobStoreContext context, UpstreamStore upstream) : ConfiguredStore(context)
{
    /// <summary>The server.</summary>
    public UpstreamStore Upstream => upstream;

    public override CircuitState CircuitState => upstream.CircuitState;

    public override TimeSpan DrainTime => upstream.Options.Resilience.TotalTimeout + TimeSpan.FromMinutes(1);

    public override Task PrepareAsync(CancellationToken cancellationToken)
    {
        upstream.Start();
        return Task.CompletedTask;
    }

    /// <summary>Asks each destination for its health path. The store is reached where one of them answers, as requests go to that one.</summary>
    public override async Task<string> ProbeAsync(CancellationToken cancellationToken)
    {
        var found = await upstream.ProbeAsync(cancellationToken);
        var message = string.Join("; ", found.Select(destination => $"{destination.Key}: {destination.Value ?? "answers"}"));
        return found.Values.Any(problem => problem is null) ? message : throw new JobStoreException(message);
    }

    protected override ValueTask CloseAsync() => upstream.DisposeAsync();
}
