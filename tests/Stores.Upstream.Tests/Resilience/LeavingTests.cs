using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

public sealed class LeavingTests
{
    public static TheoryData<Shape> All => [.. Enum.GetValues<Shape>()];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_client_that_leaves_is_499_and_its_request_is_cancelled_upstream_and_nothing_counts_against_the_server(Shape shape)
    {
        await using var upstream = ScriptedUpstream.Start();
        await using var setup = await Setup.StartAsync(upstream, new() { ["Logging:LogLevel:Default"] = "Information", ["Logging:LogLevel:JobsGateway.Stores.Upstream"] = "Debug", ["Resilience:CircuitBreaker:MinimumThroughput"] = "2" });
        var statuses = new ConcurrentQueue<int>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name == "http.server.request.duration")
                own.EnableMeasurementEvents(instrument);
        };
        var factory = setup.Gateway.Services.GetService(typeof(IMeterFactory));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) =>
        {
            // Other tests have gateways of their own.
            if (ReferenceEquals(instrument.Meter.Scope, factory))
                statuses.Enqueue((int)tags.ToArray().First(tag => tag.Key == "http.response.status_code").Value!);
        });
        listener.Start();
        var before = setup.Gateway.Logs.Lines.Count;
        upstream.Always(Reply.Never);
        for (var i = 1; i <= 4; i++)
        {
            await setup.LeaveAsync(shape, upstream.Requests.ReachesAsync(i));
            await upstream.ClosedByClient.ReachesAsync(i);
        }

        await Clocks.UntilAsync(() => statuses.Count >= 4);
        Assert.Equal([499, 499, 499, 499], statuses);
        Assert.Equal(4, setup.Gateway.Logs.Lines.Count(line => line.Contains("was answered 499", StringComparison.Ordinal)));
        upstream.Always(Reply.Ok("{}"));
        Assert.Equal(200, await setup.StatusAsync(shape));
        Assert.DoesNotContain(setup.Gateway.Logs.Lines.Skip(before), line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Warning", StringComparison.Ordinal) || line.Contains("Unhealthy", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(5, upstream.Requests.Count);
    }
}
