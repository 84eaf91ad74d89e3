using System.Diagnostics.Metrics;
using JobsGateway.Gateway.ConsoleView.Traffic;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.WebConsole.Tests;

public sealed class TrafficRecorderTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Histogram<double> _duration;
    private readonly TrafficRecorder _recorder;

    public TrafficRecorderTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _duration = meters.Create("JobsGateway").CreateHistogram<double>("jobsgateway.request.duration");
        _recorder = new TrafficRecorder(meters, _clock);
    }

    [Fact]
    public void Nothing_is_measured_while_nobody_watches()
    {
        Assert.False(_duration.Enabled);
        using (_recorder.Watch())
            Assert.True(_duration.Enabled);
    }

    [Fact]
    public void It_goes_on_for_five_minutes_after_the_last_has_left_and_then_forgets()
    {
        var (first, second) = (_recorder.Watch(), _recorder.Watch());
        Send(seconds: .001);
        first.Dispose();
        first.Dispose();
        _clock.Advance(TrafficRecorder.Afterwards);
        Assert.True(_duration.Enabled);

        second.Dispose();
        _clock.Advance(TrafficRecorder.Afterwards - TimeSpan.FromSeconds(1));
        Assert.True(_duration.Enabled);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(_duration.Enabled);
        Assert.Empty(_recorder.Read(1, 60).Operations);
    }

    [Fact]
    public void Who_comes_back_within_five_minutes_finds_what_was_recorded_meanwhile()
    {
        _recorder.Watch().Dispose();
        Send(seconds: .001);
        _clock.Advance(TrafficRecorder.Afterwards - TimeSpan.FromSeconds(10));
        using var again = _recorder.Watch();
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(1, _recorder.Read(5, 60).Operations.Single().Requests);
    }

    [Fact]
    public void Requests_are_counted_in_their_second()
    {
        using var watching = _recorder.Watch();
        Send(.001);
        Send(.001);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Send(.001);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Send(.001); // Of the second that is not over.

        Assert.Equal([0, 0, 2, 1], _recorder.Read(1, 4).Operations.Single().PerSecond);
        Assert.Equal(1.5, _recorder.Read(1, 4).Now.PerSecond);
    }

    [Fact]
    public void What_is_older_than_five_minutes_is_gone()
    {
        using var watching = _recorder.Watch();
        Send(.001);
        _clock.Advance(TimeSpan.FromSeconds(301));
        Send(.001);
        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(1, _recorder.Read(5, 60).Operations.Single().Requests);
        Assert.Equal(1, _recorder.Read(5, 60).Answering.Single().Requests);
    }

    [Fact]
    public void Percentiles_are_right_to_a_tenth()
    {
        using var watching = _recorder.Watch();
        for (var i = 1; i <= 1000; i++)
            Send(i / 10_000d); // 0.1 to 100 ms, evenly.
        _clock.Advance(TimeSpan.FromSeconds(1));

        var latency = _recorder.Read(1, 1).Latency[0]!;

        Assert.InRange(latency.P50, 45, 55);
        Assert.InRange(latency.P95, 85.5, 104.5);
        Assert.InRange(latency.P99, 89.1, 108.9);
    }

    [Fact]
    public void Errors_are_told_apart_and_only_the_servers_own_count_as_failed()
    {
        using var watching = _recorder.Watch();
        foreach (var outcome in new[] { "ok", "not_found", "failed", "unavailable" })
            Send(.001, outcome: outcome);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var read = _recorder.Read(1, 1);

        Assert.Equal(["failed", "unavailable", "not_found"], read.Errors.Select(error => error.Outcome));
        Assert.Equal(.5, read.Now.FailedShare);
        Assert.Equal(2, read.Operations.Single().Failed);
    }

    [Fact]
    public void Who_answered_is_told_by_store_and_mode()
    {
        using var watching = _recorder.Watch();
        for (var i = 0; i < 9; i++)
            Send(.001, store: "studio");
        Send(.001, store: "local", mode: "canary");
        Send(.001, store: "none", mode: "none", outcome: "unauthorized");
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([("local", "canary", 1L), ("studio", "store", 9L)], _recorder.Read(5, 60).Answering.Select(row => (row.Store, row.Mode, row.Requests)).Order());
    }

    [Fact]
    public void What_passes_through_is_counted_and_says_nothing_about_the_latency_of_jobs()
    {
        using var watching = _recorder.Watch();
        Send(3600, operation: "PassThrough");
        _clock.Advance(TimeSpan.FromSeconds(1));

        var read = _recorder.Read(1, 1);

        Assert.Equal([1], read.Operations.Single().PerSecond);
        Assert.Null(read.Latency[0]);
    }

    [Fact]
    public void Another_gateway_in_the_process_is_not_recorded()
    {
        using var other = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var foreign = other.GetRequiredService<IMeterFactory>().Create("JobsGateway").CreateHistogram<double>("jobsgateway.request.duration");
        using var watching = _recorder.Watch();

        Assert.False(foreign.Enabled);
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _services.Dispose();
    }

    private void Send(double seconds, string operation = "FetchById", string store = "local", string mode = "store", string outcome = "ok") =>
        _duration.Record(seconds, new("operation", operation), new("store", store), new("mode", mode), new("outcome", outcome));
}
