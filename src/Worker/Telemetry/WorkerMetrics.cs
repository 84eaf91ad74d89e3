using System.Diagnostics.Metrics;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Worker.Telemetry;

/// <summary>The instruments of a worker. Tags are the names of handlers and the results below: few values, whatever the jobs are.</summary>
internal sealed class WorkerMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string Meter = "JobsGateway.Worker";

    private readonly Counter<long> _ended;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _running;
    private readonly Counter<long> _claimFailures;
    private readonly Counter<long> _reclaimed;

    public WorkerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meter);
        _ended = meter.CreateCounter<long>("jobsgateway.worker.jobs.ended", "{job}", "Attempts that ended, by result.");
        _duration = meter.CreateHistogram<double>("jobsgateway.worker.job.duration", "s", "How long attempts took, from the claim to the written end.");
        _running = meter.CreateUpDownCounter<long>("jobsgateway.worker.jobs.running", "{job}", "Jobs that run now.");
        _claimFailures = meter.CreateCounter<long>("jobsgateway.worker.claim.failures", "{claim}", "Claims that the store did not answer.");
        _reclaimed = meter.CreateCounter<long>("jobsgateway.worker.jobs.reclaimed", "{job}", "Jobs taken back from workers that died, by what became of them.");
    }

    public void Began(string name) => _running.Add(1, Name(name));

    public void Ended(string name, string result, TimeSpan duration)
    {
        _running.Add(-1, Name(name));
        _ended.Add(1, Name(name), Result(result));
        _duration.Record(duration.TotalSeconds, Name(name), Result(result));
    }

    public void ClaimFailed(string name) => _claimFailures.Add(1, Name(name));

    public void Reclaimed(ReclaimOutcome outcome)
    {
        Add(outcome.Requeued, "requeued");
        Add(outcome.Failed, RunResults.Failed);
        Add(outcome.Cancelled, RunResults.Cancelled);
    }

    private void Add(int count, string result)
    {
        if (count > 0)
            _reclaimed.Add(count, Result(result));
    }

    private static KeyValuePair<string, object?> Name(string name) => new("job.name", name);

    private static KeyValuePair<string, object?> Result(string result) => new("result", result);
}
