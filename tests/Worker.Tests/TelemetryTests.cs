using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace JobsGateway.Worker.Tests;

public sealed class TelemetryTests : WorkerTest
{
    [Fact]
    public async Task Metrics_and_spans_tell_how_attempts_ended()
    {
        var name = $"relay-{Guid.NewGuid()}"; // Other tests run beside this one.
        var measured = new ConcurrentQueue<string>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "JobsGateway.Worker")
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measure(instrument, value, tags));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Measure(instrument, 1, tags));
        meters.Start();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "JobsGateway.Worker",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        var host = await StartAsync(queue => queue.AddHandler(
            name,
            (job, _) => job.Attempt == 1 ? throw new InvalidOperationException("secret") : Task.FromResult(JobResult.Succeeded()),
            options => (options.MaximumAttempts, options.BackoffBase) = (2, TimeSpan.Zero)));
        var id = await host.EnqueueAsync(name);
        bool IsOurs(Activity span) => span.OperationName == $"run {name}";
        await AdvanceUntilAsync(() => spans.Count(IsOurs) == 2 && measured.Count >= 8);

        Assert.Equal(
            [
                "jobsgateway.worker.job.duration 1 job.name result=retried",
                "jobsgateway.worker.job.duration 1 job.name result=succeeded",
                "jobsgateway.worker.jobs.ended 1 job.name result=retried",
                "jobsgateway.worker.jobs.ended 1 job.name result=succeeded",
                "jobsgateway.worker.jobs.running -1 job.name",
                "jobsgateway.worker.jobs.running -1 job.name",
                "jobsgateway.worker.jobs.running 1 job.name",
                "jobsgateway.worker.jobs.running 1 job.name",
            ],
            measured.Order(StringComparer.Ordinal));
        var failed = spans.First(IsOurs);
        Assert.Equal(
            (ActivityStatusCode.Error, id.ToString(), "retried", "System.InvalidOperationException", null),
            (failed.Status, failed.GetTagItem("job.id"), failed.GetTagItem("result"), failed.GetTagItem("error.type"), failed.StatusDescription));

        void Measure(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var ours = false;
            var text = $"{instrument.Name} {value}";
            foreach (var (key, tag) in tags)
            {
                ours |= Equals(tag, name);
                text += key == "job.name" ? " job.name" : $" {key}={tag}";
            }

            if (ours)
                measured.Enqueue(text);
        }
    }
}
