using System.Collections.Concurrent;

namespace JobsGateway.Worker.Running;

/// <summary>The jobs that run in this process.</summary>
internal sealed class RunningJobs
{
    private readonly ConcurrentDictionary<HeldLease, bool> _jobs = new();
    private volatile bool _isStopped;

    public int Count => _jobs.Count;

    public void Add(HeldLease job)
    {
        _jobs.TryAdd(job, true);
        if (_isStopped)
            job.Stop(StopReason.Shutdown);
    }

    public void Remove(HeldLease job) => _jobs.TryRemove(job, out _);

    /// <summary>Tells all handlers to stop, also those to come.</summary>
    public void StopAll()
    {
        _isStopped = true;
        foreach (var job in _jobs.Keys)
            job.Stop(StopReason.Shutdown);
    }
}
