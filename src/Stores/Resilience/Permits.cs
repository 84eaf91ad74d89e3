using System.Threading.RateLimiting;

namespace JobsGateway.Stores.Resilience;

/// <summary>How many operations are under way. Says what <see cref="ConcurrencyLimiter"/> says, without making a lease for every operation.</summary>
/// <param name="options">How many there may be.</param>
// A semaphore nobody asked for its wait handle holds nothing to dispose of; a disposed one would throw where the closed store says that it is closed.
#pragma warning disable CA1001
internal sealed class Permits(ConcurrencyOptions options)
#pragma warning restore CA1001
{
    private static readonly RateLimitLease Refusal = new Lease(null);

    private readonly SemaphoreSlim _free = new(options.Limit, options.Limit);
    private int _waiting;

    /// <summary>Takes a permit where one is free. Who took it gives it back, or hands it on as <see cref="Handover"/>.</summary>
    public bool TryTake() => _free.Wait(0);

    public void GiveBack() => _free.Release();

    /// <summary>A lease for a permit that was taken; disposing it gives the permit back.</summary>
    public RateLimitLease Handover() => new Lease(this);

    /// <summary>Takes a permit, waits for one in the queue, or is refused.</summary>
    public async ValueTask<RateLimitLease> TakeAsync(CancellationToken cancellationToken)
    {
        if (TryTake())
            return Handover();
        try
        {
            if (Interlocked.Increment(ref _waiting) > options.Queue)
                return Refusal;
            await _free.WaitAsync(cancellationToken);
            return Handover();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
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
