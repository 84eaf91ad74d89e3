using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Operations.Checks;

/// <summary>A local store: it is opened, and asked whether it holds jobs.</summary>
internal sealed class ProbedLocalStore(LocalStore store) : IProbedStore
{
    public string Name => store.Name;

    public string Type => store.Type;

    public async Task<string> ProbeAsync(CancellationToken cancellationToken)
    {
        await store.PrepareAsync(cancellationToken);
        return await store.Jobs.IsEmptyAsync(cancellationToken) ? "holds no jobs yet" : "holds jobs";
    }
}
