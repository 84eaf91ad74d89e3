namespace JobsGateway.Tests.Upstreams;

/// <summary>Where an upstream stops until the test lets it on: each <see cref="Release"/> lets one pass, <see cref="Open"/> all.</summary>
public sealed class Gate : IDisposable
{
    private readonly SemaphoreSlim _passes = new(0);
    private readonly Counter _arrivals = new();

    /// <summary>How often something has come to the gate, whether it has passed or not.</summary>
    public Counter Arrivals => _arrivals;

    public void Release(int count = 1) => _passes.Release(count);

    public void Open() => _passes.Release(int.MaxValue / 2);

    public void Dispose() => _passes.Dispose();

    internal Task PassAsync(CancellationToken cancellationToken)
    {
        _arrivals.Increment();
        return _passes.WaitAsync(cancellationToken);
    }
}
