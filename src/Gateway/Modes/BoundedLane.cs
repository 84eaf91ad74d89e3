using System.Diagnostics.CodeAnalysis;

namespace JobsGateway.Gateway.Modes;

/// <summary>Work that is done beside the requests, in the order it came: bounded in what waits and in what runs at a time. While there is none, nothing runs.</summary>
/// <param name="run">Does one piece of work; what it throws is its own to tell, so it throws nothing.</param>
/// <param name="sizeOf">How many bytes a piece of work holds while it waits; null where that is nothing to speak of.</param>
internal sealed class BoundedLane<T>(Func<T, Task> run, Func<T, long>? sizeOf = null)
{
    /// <summary>How many bytes may wait, whatever their number: a job may have megabytes.</summary>
    public const long MaxBytes = 64 << 20;

    // One lock for the queue and the workers: else a worker that ends and an item that comes can each leave the item to the other.
    private readonly Lock _lock = new();
    private readonly Queue<T> _waiting = [];
    private int _workers, _concurrency;
    private long _bytes;

    /// <summary>How much waits.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>Whether so much waits already that nothing more is taken.</summary>
    public bool IsFull(int length)
    {
        lock (_lock)
            return _waiting.Count >= length;
    }

    /// <summary>Takes work, unless as much waits already.</summary>
    /// <param name="work">The work.</param>
    /// <param name="length">How much may wait.</param>
    /// <param name="concurrency">How much may run at a time; the latest call counts.</param>
    /// <returns>Whether it was taken.</returns>
    public bool TryAdd(T work, int length, int concurrency)
    {
        var size = sizeOf?.Invoke(work) ?? 0;
        lock (_lock)
        {
            if (_waiting.Count >= length || _bytes + size > MaxBytes)
                return false;
            _bytes += size;
            _waiting.Enqueue(work);
            _concurrency = concurrency;
            if (_workers >= concurrency)
                return true;
            _workers++;
        }

        // A worker outlives the request that starts it, and must not carry its trace and its log scopes.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(RunAsync);
        return true;
    }

    private async Task RunAsync()
    {
        while (TryTake(out var work))
            await run(work);
    }

    // A worker that gets nothing has ended.
    private bool TryTake([MaybeNullWhen(false)] out T work)
    {
        lock (_lock)
        {
            if (_workers <= _concurrency && _waiting.TryDequeue(out work))
            {
                _bytes -= sizeOf?.Invoke(work) ?? 0;
                return true;
            }

            _workers--;
            work = default;
            return false;
        }
    }
}
