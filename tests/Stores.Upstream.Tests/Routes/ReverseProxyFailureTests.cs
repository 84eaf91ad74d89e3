using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Routes;

/// <summary>What fails on a route of YARP's own section is told, to the client and in the log.</summary>
public sealed class ReverseProxyFailureTests
{
    [Fact]
    public async Task A_server_that_does_not_answer_is_told_as_a_stores_is_without_the_path()
    {
        await using var studio = ScriptedUpstream.Start();
        await using var other = ScriptedUpstream.Start();
        await using var gateway = await TestGateway.StartAsync([studio.Address], new()
        {
            ["ReverseProxy:Routes:extra:ClusterId"] = "other",
            ["ReverseProxy:Routes:extra:Match:Path"] = "/extra/{**rest}",
            ["ReverseProxy:Clusters:other:Destinations:a:Address"] = other.Address.AbsoluteUri,
            ["ReverseProxy:Clusters:other:HttpRequest:ActivityTimeout"] = "00:00:00.300",
            ["Logging:LogLevel:JobsGateway"] = "Error",
        });
        other.On(_ => null);
        var late = await RawHttp.SendAsync(gateway.Address, "GET", "/extra/secret-path");
        Assert.Equal((504, "{\"error\":\"The upstream server did not answer in time.\"}"), (late.Status, late.Text));
        await other.StopAsync();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var gone = await RawHttp.SendAsync(gateway.Address, "GET", "/extra/secret-path");
            Assert.Equal((502, "application/json; charset=utf-8"), (gone.Status, gone.Header("Content-Type")));
            Assert.StartsWith("{\"error\":\"The upstream server can't be reached", gone.Text, StringComparison.Ordinal);
        }

        var line = Assert.Single(gateway.Logs.Lines, l => l.Contains("ReverseProxy", StringComparison.Ordinal)); // The rest within the same second.
        Assert.Contains("The ReverseProxy route extra was answered 504: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", string.Concat(gateway.Logs.Lines), StringComparison.Ordinal);
    }
}
