using System.Collections.Concurrent;

namespace JobsGateway.Gateway.Guards.RateLimits;

/// <summary>A limit, counted for each key: the generic cell rate algorithm (ITU-T I.371), which is a token bucket whose state is one moment.</summary>
/// <remarks>
/// Not System.Threading.RateLimiting: its limiters read the system's clock, so that no test can tell what they do, and each is an object of its own that a timer visits every
/// 100 ms. Here a key costs a place in a dictionary, an idle one nothing, and the time to wait is exact.
/// </remarks>
/// <param name="options">How many, within which time.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="most">The most keys counted one by one; those beyond share one count, so that neither memory nor limit has an end.</param>
internal sealed class RateLimit(RateLimitOptions options, TimeProvider clock, int most = RateLimit.Most)
{
    /// <summary>The most keys. At about 70 bytes each, 7 MB.</summary>
    public const int Most = 100_000;

    private readonly ConcurrentDictionary<UInt128, long> _full = new();
    private readonly long _window = (long)(options.Window.TotalSeconds * clock.TimestampFrequency);
    private readonly long _interval = Math.Max(1, (long)(options.Window.TotalSeconds * clock.TimestampFrequency) / options.PermitLimit);
    private int _count;
    private long _swept = -clock.TimestampFrequency;

    public RateLimitOptions Options => options;

    /// <summary>How many keys are counted one by one.</summary>
    public int Count => _full.Count;

    /// <summary>Takes a permit.</summary>
    /// <param name="key">Who.</param>
    /// <returns>How long to wait for the next one; null where there was one.</returns>
    public TimeSpan? TryTake(UInt128 key)
    {
        var now = clock.GetTimestamp();
        while (true)
        {
            // The moment from which on the key's bucket is full again.
            var isKnown = _full.TryGetValue(key, out var full);
            if (!isKnown && !HasRoom(now))
            {
                key = UInt128.MaxValue;
                isKnown = _full.TryGetValue(key, out full);
            }

            var next = (isKnown && full > now ? full : now) + _interval;
            if (next - now > _window)
                return clock.GetElapsedTime(now, next - _window);
            if (isKnown ? _full.TryUpdate(key, next, full) : _full.TryAdd(key, next))
            {
                if (!isKnown)
                    Interlocked.Increment(ref _count);
                return null;
            }
        }
    }

    private bool HasRoom(long now)
    {
        if (Volatile.Read(ref _count) < most)
            return true;
        var swept = Volatile.Read(ref _swept);
        // Once a second: to look at all of them costs milliseconds.
        if (swept > now - clock.TimestampFrequency || Interlocked.CompareExchange(ref _swept, now, swept) != swept)
            return false;
        // A full bucket is as good as none.
        foreach (var entry in _full)
        {
            if (entry.Value <= now && _full.TryRemove(entry))
                Interlocked.Decrement(ref _count);
        }

        return Volatile.Read(ref _count) < most;
    }
}
