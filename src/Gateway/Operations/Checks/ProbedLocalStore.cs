using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Operations.Checks;

/// <summary>A local store: it is opened, and asked whether it holds jobs.</summary>
internal sealed class ProbedLocalStore(string name, string type, IJobStore store) : IProbedStore
{
    public string Name => name;

    public string Type => type;

    public async Task<string> ProbeAsync(CancellationToken cancellationToken)
    {
        await store.PrepareAsync(cancellationToken);
        return await store.IsEmptyAsync(cancellationToken) ? "holds no jobs yet" : "holds jobs";
    }
}
