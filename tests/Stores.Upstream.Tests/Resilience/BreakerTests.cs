using System.Diagnostics.Metrics;
using JobsGateway.Tests.Upstreams;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

public sealed class BreakerTests
{
    private static readonly Reply Failure = Reply.Json(503, "{\"error\":\"own\"}");

    [Fact]
    public async Task It_opens_after_the_configured_failures_half_opens_after_the_break_and_closes_on_success()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var upstream = ScriptedUpstream.Start();
        await using var setup = await StartAsync(upstream, clock);
        await OpenAsync(setup, upstream);

        using (var rejected = await setup.SendAsync(Shape.Fetch))
        {
            await Setup.AssertErrorAsync(rejected, 503);
            Assert.InRange(rejected.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        }

        foreach (var shape in new[] { Shape.RetryPosted, Shape.External })
            Assert.Equal(503, await setup.StatusAsync(shape));
        Assert.Equal(4, upstream.Requests.Count);

        clock.Advance(TimeSpan.FromSeconds(5.1));
        Assert.Equal(503, await setup.StatusAsync(Shape.Fetch)); // One is let through, and fails: open again.
        Assert.Equal(503, await setup.StatusAsync(Shape.Fetch));
        Assert.Equal(5, upstream.Requests.Count);

        upstream.Always(Reply.Ok("{}"));
        clock.Advance(TimeSpan.FromSeconds(5.1));
        Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
        Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
        Assert.Equal(7, upstream.Requests.Count);
    }

    [Fact]
    public async Task While_half_open_one_request_is_let_through_and_the_others_are_not()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var upstream = ScriptedUpstream.Start();
        await using var setup = await StartAsync(upstream, clock);
        await OpenAsync(setup, upstream);
        using var gate = new Gate();
        upstream.Always(Reply.Nothing.Wait(gate).ThenSend(Answer.Ok("{}")));
        clock.Advance(TimeSpan.FromSeconds(5.1));
        var trial = setup.StatusAsync(Shape.Fetch);
        await upstream.Requests.ReachesAsync(5);
        Assert.Equal(503, await setup.StatusAsync(Shape.Fetch));
        gate.Open();
        Assert.Equal(200, await trial);
        Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
    }

    [Fact]
    public async Task A_client_that_leaves_while_its_request_is_the_trial_proves_nothing()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var upstream = ScriptedUpstream.Start();
        await using var setup = await StartAsync(upstream, clock);
        await OpenAsync(setup, upstream);
        upstream.Always(Reply.Never);
        clock.Advance(TimeSpan.FromSeconds(5.1));
        await setup.LeaveAsync(Shape.Fetch, upstream.Requests.ReachesAsync(5));
        await upstream.ClosedByClient.ReachesAsync(1);
        await Clocks.UntilAsync(() => setup.Gateway.Logs.Lines.Count(line => line.Contains("OnCircuitOpened", StringComparison.Ordinal)) == 2);
        Assert.Equal(503, await setup.StatusAsync(Shape.Fetch));
        upstream.Always(Reply.Ok("{}"));
        clock.Advance(TimeSpan.FromSeconds(5.1));
        Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
    }

    [Fact]
    public async Task Clients_that_leave_and_the_servers_500s_and_404s_do_not_open_it()
    {
        await using var upstream = ScriptedUpstream.Start();
        await using var setup = await StartAsync(upstream, TimeProvider.System);
        foreach (var status in new[] { 500, 404, 400, 500, 404, 500 })
        {
            upstream.Always(Reply.Json(status, "{}"));
            Assert.Equal(status, await setup.StatusAsync(Shape.Fetch));
        }

        upstream.Always(Reply.Never);
        for (var i = 1; i <= 6; i++)
        {
            await setup.LeaveAsync(Shape.Fetch, upstream.Requests.ReachesAsync(6 + i));
            await upstream.ClosedByClient.ReachesAsync(i);
        }

        upstream.Always(Reply.Ok("{}"));
        Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
    }

    /// <remarks>Anybody can send them, without a token: they must not be able to close the way of the jobs.</remarks>
    [Fact]
    public async Task What_passes_through_never_opens_it_however_it_fails()
    {
        await using var upstream = ScriptedUpstream.Start();
        await using var setup = await StartAsync(upstream, TimeProvider.System, ("Transport:ActivityTimeout", "00:00:00.100"));
        foreach (var (reply, status) in new[] { (Failure, 503), (Reply.Nothing.Reset(), 502), (Reply.Never, 504) })
        {
            upstream.Always(reply);
            for (var i = 0; i < 6; i++)
                Assert.Equal(status, await setup.StatusAsync(Shape.PassPost));
        }

        upstream.Always(Reply.Ok("{}"));
        Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
    }

    [Fact]
    public async Task What_passes_through_and_fails_leaves_no_destination_out_unless_it_can_not_be_reached()
    {
        await using var upstream = ScriptedUpstream.Start();
        await using var second = ScriptedUpstream.Start();
        await using var setup = await Setup.StartAsync([upstream.Address, second.Address]);
        upstream.Always(Reply.Nothing.Reset());
        second.Always(Reply.Nothing.Reset());
        for (var i = 0; i < 6; i++)
            Assert.Equal(502, await setup.StatusAsync(Shape.PassPost));
        Assert.Equal(2, setup.Available);

        await upstream.StopAsync();
        second.Always(Reply.Ok("{}"));
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, await setup.StatusAsync(Shape.PassPost));
        Assert.Equal(1, setup.Available);
    }

    [Fact]
    public async Task A_client_that_breaks_off_its_body_does_not_open_it()
    {
        await using var upstream = ScriptedUpstream.Start();
        await using var setup = await StartAsync(upstream, TimeProvider.System);
        for (var i = 0; i < 6; i++)
        {
            var answer = await RawClient.SendAsync(setup.Gateway.Address, "POST /api/v2/relay HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf", ends: true);
            Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);
        }

        Assert.Equal(200, await setup.StatusAsync(Shape.PassPost));
        Assert.DoesNotContain(setup.Gateway.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Equal(0, upstream.Received.Count(request => request.Body.Length > 0));
    }

    [Fact]
    public async Task Its_opening_is_logged_once_and_measured()
    {
        var events = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == "Polly")
                own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, tags));
        listener.Start();
        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags)
                events.Add($"{instrument.Name} {tag.Key}={tag.Value}");
        }

        await using var upstream = ScriptedUpstream.Start();
        await using var setup = await StartAsync(upstream, TimeProvider.System);
        await OpenAsync(setup, upstream);
        for (var i = 0; i < 5; i++)
            Assert.Equal(503, await setup.StatusAsync(Shape.Fetch));
        Assert.Single(setup.Gateway.Logs.Lines, line => line.StartsWith("Error: Polly", StringComparison.Ordinal) && line.Contains("OnCircuitOpened", StringComparison.Ordinal));
        Assert.Contains("resilience.polly.strategy.events event.name=OnCircuitOpened", events);
        Assert.Contains("resilience.polly.strategy.events pipeline.name=studio", events);
        Assert.Contains(events, e => e.StartsWith("resilience.polly.pipeline.duration", StringComparison.Ordinal));
    }

    private static Task<Setup> StartAsync(ScriptedUpstream upstream, TimeProvider clock, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Resilience:Retry:MaxAttempts"] = "1",
            ["Resilience:CircuitBreaker:MinimumThroughput"] = "4",
            ["Logging:LogLevel:Polly"] = "Information",
            ["Logging:LogLevel:JobsGateway"] = "Information",
        };
        foreach (var (key, value) in more)
            settings[key] = value;
        return Setup.StartAsync(upstream, settings, clock);
    }

    private static async Task OpenAsync(Setup setup, ScriptedUpstream upstream)
    {
        upstream.Always(Failure);
        for (var i = 0; i < 4; i++)
        {
            using var own = await setup.SendAsync(Shape.Fetch);
            Assert.Equal("{\"error\":\"own\"}", await own.Content.ReadAsStringAsync());
        }
    }
}
