using System.Collections.Concurrent;

namespace JobsGateway.Gateway.Modes;

/// <summary>Work that is done beside the requests, in the order it came: bounded in what waits and in what runs at a time. While there is none, nothing runs.</summary>
/// <param name="run">Does one piece of work; what it throws is its own to tell, so it throws nothing.</param>
internal sealed class BoundedLane<T>(Func<T, Task> run)
{
    private readonly ConcurrentQueue<T> _waiting = [];
    private int _count, _workers;

    /// <summary>Takes work, unless as much waits already.</summary>
    /// <param name="work">The work.</param>
    /// <param name="length">How much may wait.</param>
    /// <param name="concurrency">How much may run at a time.</param>
    /// <returns>Whether it was taken.</returns>
    public bool TryAdd(T work, int length, int concurrency)
    {
        if (Interlocked.Increment(ref _count) > length)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        _waiting.Enqueue(work);
        TryStart(concurrency);
        return true;
    }

    private void TryStart(int concurrency)
    {
        if (Interlocked.Increment(ref _workers) <= concurrency)
            _ = Task.Run(() => RunAsync(concurrency));
        else
            Interlocked.Decrement(ref _workers);
    }

    private async Task RunAsync(int concurrency)
    {
        while (_waiting.TryDequeue(out var work))
        {
            Interlocked.Decrement(ref _count);
            await run(work);
        }

        Interlocked.Decrement(ref _workers);
        // What came after the last look, and saw this worker still at work.
        if (!_waiting.IsEmpty)
            TryStart(concurrency);
    }
}
