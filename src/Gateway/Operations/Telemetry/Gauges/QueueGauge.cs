using System.Diagnostics.Metrics;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Gateway.Operations.Telemetry.Gauges;

/// <summary>The jobs in the queues of local stores, as they were counted last.</summary>
internal sealed class QueueGauge
{
    private readonly ObservableGauge<long> _jobs;
    private volatile IReadOnlyDictionary<string, QueueDepth> _counted = new Dictionary<string, QueueDepth>();

    public QueueGauge(IMeterFactory meters) => _jobs = meters.Create(Meters.Gateway).CreateObservableGauge(
        "jobsgateway.queue.jobs", Read, "{job}", "Jobs in a local store's queue, by store and state: due, later, running; as counted in the last interval.");

    /// <summary>Whether anybody reads it.</summary>
    public bool IsOn => _jobs.Enabled;

    /// <summary>What was counted, by store; a store that is missing is not shown.</summary>
    public void Set(IReadOnlyDictionary<string, QueueDepth> counted) => _counted = counted;

    private IEnumerable<Measurement<long>> Read()
    {
        foreach (var (store, depth) in _counted)
        {
            yield return Of(store, "due", depth.Due);
            yield return Of(store, "later", depth.Later);
            yield return Of(store, "running", depth.Running);
        }
    }

    private static Measurement<long> Of(string store, string state, long count) => new(count, new("store", store), new("state", state));
}
