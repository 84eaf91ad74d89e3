using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

/// <summary>The server closes connections that have been idle; the gateway must have let go of them before. In real time, as both ends' sockets are.</summary>
public sealed class KeepAliveTests
{
    private static readonly TimeSpan ServersLimit = TimeSpan.FromSeconds(2.5);

    [Fact]
    public async Task No_request_fails_where_the_server_closes_idle_connections()
    {
        await using var upstream = ScriptedUpstream.Start();
        upstream.IdleTimeout = ServersLimit;
        await using var setup = await StartAsync(upstream.Address);
        await foreach (var statuses in SteadyAsync(setup))
            Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.Equal(0, upstream.ClosedIdle.Count);
    }

    [SkippableFact]
    public async Task No_request_fails_where_a_Node_server_closes_idle_connections()
    {
        Skip.If(NodeUpstream.MissingReason is not null, NodeUpstream.MissingReason);
        await using var upstream = await NodeUpstream.StartAsync(keepAlive: ServersLimit);
        await using var setup = await StartAsync(upstream.Address);
        // What the server says of such a job and path is its own.
        await foreach (var statuses in SteadyAsync(setup))
            Assert.All(statuses, status => Assert.True(status is not (502 or 503 or 504), $"{status}"));
    }

    private static Task<Setup> StartAsync(Uri address) =>
        Setup.StartAsync([address], new() { ["Transport:IdleTimeout"] = "00:00:02", ["Resilience:Retry:MaxAttempts"] = "1" });

    private static async IAsyncEnumerable<int[]> SteadyAsync(Setup setup)
    {
        foreach (var pause in new[] { 20, 1900, 2000, 2490, 2510 })
        {
            await Task.Delay(pause);
            yield return await Task.WhenAll(Enumerable.Range(0, 10)
                .SelectMany(_ => new[] { setup.StatusAsync(Shape.Fetch), setup.StatusAsync(Shape.PassPostWithBody), setup.StatusAsync(Shape.RetryPostedBatch) }));
        }
    }
}
