using JobsGateway.Stores.Abstractions;
using Polly.CircuitBreaker;

namespace JobsGateway.Gateway.Stores;

/// <summary>A store of the configuration. It is one of two: a local store, which owns jobs, or an upstream store, which forwards to a server that does.</summary>
/// <param name="context">What it was made from.</param>
internal abstract class ConfiguredStore(JobStoreContext context) : IProbedStore, IAsyncDisposable
{
    private int _closed;

    /// <summary>Its name under <c>Stores</c>.</summary>
    public string Name => context.Name;

    /// <summary>Its type, as configured.</summary>
    public string Type { get; } = context.Configuration["Type"] ?? "";

    /// <summary>Its whole section, to tell whether a changed configuration means the same store.</summary>
    public string Fingerprint { get; } = StoreSection.FingerprintOf(context.Configuration);

    /// <summary>The state of its circuit breaker.</summary>
    public abstract CircuitState CircuitState { get; }

    /// <summary>Whether requests go to it; not while it is left alone because it failed too often.</summary>
    public bool IsAnswering => CircuitState is CircuitState.Closed or CircuitState.HalfOpen;

    /// <summary>How long requests may still be at work in it once it is no longer in use.</summary>
    public abstract TimeSpan DrainTime { get; }

    /// <summary>How far it is with being opened.</summary>
    public virtual StoreOpening Opening => StoreOpening.Open;

    /// <summary>Opens it now or not at all.</summary>
    /// <exception cref="JobStoreException">It can't be opened.</exception>
    public abstract Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Opens it for a start: one that can't be reached now is opened later, in the background.</summary>
    /// <exception cref="JobStoreException">It can't be opened, now or later.</exception>
    public virtual Task OpenAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    /// <inheritdoc/>
    public abstract Task<string> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Closes it, once: it may be in several sets, of one state of the configuration and of the next.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _closed, 1) == 0 ? CloseAsync() : default;

    protected abstract ValueTask CloseAsync();
}
