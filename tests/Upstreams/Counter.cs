namespace JobsGateway.Tests.Upstreams;

/// <summary>A count that a test can read and wait for.</summary>
public sealed class Counter
{
    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _count;

    public int Count
    {
        get
        {
            lock (_lock)
                return _count;
        }
    }

    /// <summary>Completes once the count is <paramref name="count"/> or more; fails after <see cref="Bounded.Limit"/>.</summary>
    public Task ReachesAsync(int count)
    {
        lock (_lock)
        {
            if (_count >= count)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.ByLimit();
        }
    }

    internal int Increment(int by = 1)
    {
        lock (_lock)
        {
            _count += by;
            foreach (var (_, reached) in _waiting.Where(w => w.Count <= _count))
                reached.TrySetResult();
            _waiting.RemoveAll(w => w.Count <= _count);
            return _count;
        }
    }
}
