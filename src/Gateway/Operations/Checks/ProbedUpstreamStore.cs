using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Operations.Checks;

/// <summary>An upstream store: each of its destinations is asked for its health path. It is reached where one of them answers, as requests go to that one.</summary>
internal sealed class ProbedUpstreamStore(RemoteStore store) : IProbedStore
{
    public string Name => store.Name;

    public string Type => store.Type;

    public async Task<string> ProbeAsync(CancellationToken cancellationToken)
    {
        var found = await store.Upstream.ProbeAsync(cancellationToken);
        var message = string.Join("; ", found.Select(destination => $"{destination.Key}: {destination.Value ?? "answers"}"));
        return found.Values.Any(problem => problem is null) ? message : throw new JobStoreException(message);
    }
}
