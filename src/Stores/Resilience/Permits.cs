using System.Threading.RateLimiting;

namespace JobsGateway.Stores.Resilience;

/// <summary>How many operations are under way. Says what <see cref="ConcurrencyLimiter"/> says, without making a lease for every operation.</summary>
/// <param name="options">How many there may be.</param>
/// <param name="longest">How long one may wait in the queue: it has its whole time still to come.</param>
/// <param name="clock">Measures that.</param>
// A semaphore nobody asked for its wait handle holds nothing to dispose of; a disposed one would throw where the closed store says that it is closed.
#pragma warning disable CA1001
public sealed class Permits(ConcurrencyOptions options, TimeSpan longest, TimeProvider clock)
#pragma warning restore CA1001
{
    private static readonly RateLimitLease Refusal = new Lease(null);

    private readonly SemaphoreSlim _free = new(options.Limit, options.Limit);
    private int _waiting;

    /// <summary>Takes a permit where one is free. Who took it gives it back, or hands it on as <see cref="Handover"/>.</summary>
    public bool TryTake() => _free.Wait(0);

    /// <summary>Gives a permit back that was taken.</summary>
    public void GiveBack() => _free.Release();

    /// <summary>A lease for a permit that was taken; disposing it gives the permit back.</summary>
    public RateLimitLease Handover() => new Lease(this);

    /// <summary>Takes a permit, waits for one in the queue, or is refused.</summary>
    public ValueTask<RateLimitLease> TakeAsync(CancellationToken cancellationToken) => TryTake() ? new(Handover()) : QueueAsync(cancellationToken);

    private async ValueTask<RateLimitLease> QueueAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Interlocked.Increment(ref _waiting) > options.Queue ? Refusal : await WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<RateLimitLease> WaitAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _free.WaitAsync(either.Token);
            return Handover();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Refusal; // Turned away as one that finds the queue full.
        }
    }

    private sealed class Lease(Permits? permits) : RateLimitLease
    {
        public override bool IsAcquired => permits is not null;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            permits?.GiveBack();
            base.Dispose(disposing);
        }
    }
}
