using System.Text.Json.Nodes;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;

namespace JobsGateway.Gateway.Tests.Operations.Management;

/// <summary>Management on a port of its own, over two real ports.</summary>
public sealed class ManagementPortTests
{
    private const string Job = "/api/v2/jobs/65e1f3a07c1b2d00ffffffff";
    private static readonly string[] Pages = ["/health/live", "/health/ready", "/gateway/parity", "/docs/", "/openapi/v1.json"];
    private readonly Uri _management = new($"http://127.0.0.1:{FreePort.Take()}");

    [Fact]
    public async Task Management_is_there_and_nowhere_else()
    {
        await using var gateway = await StartAsync();
        foreach (var page in Pages)
        {
            Assert.Equal(200, (await AskAsync(page, Tokens.Admin)).Status);
            var elsewhere = await gateway.SendAsync("GET", page, Tokens.Admin);
            Assert.Equal((404, "{\"errors\":{\"message\":\"route " + page + " Not Found route\",\"error\":{\"status\":404}}}"), (elsewhere.Status, elsewhere.Text));
        }

        Assert.Equal(401, (await AskAsync("/gateway/parity")).Status);
        Assert.Equal(403, (await AskAsync("/gateway/parity", Tokens.User)).Status);
    }

    [Fact]
    public async Task The_jobs_API_is_not_there()
    {
        await using var gateway = await StartAsync();
        foreach (var path in new[] { Job, "/api/v2/jobs/retry?name=x", "/health", "/is_running", "/", "/metrics/" })
            Assert.Equal(404, (await AskAsync(path, Tokens.Admin)).Status);
        Assert.Contains("Not Found route", (await AskAsync(Job, Tokens.Admin)).Text, StringComparison.Ordinal);
        Assert.Contains("Job not found", (await gateway.SendAsync("GET", Job, Tokens.Admin)).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await gateway.SendAsync("GET", "/health")).Status);
        Assert.Equal(404, (await RawHttp.SendAsync(_management, "POST", "/api/v2/jobs/retry", [("Host", "a"), Tokens.Admin, ("Content-Length", "0")], [])).Status);
    }

    [Fact]
    public async Task No_Host_header_no_target_and_no_forwarded_port_changes_that()
    {
        await using var gateway = await StartAsync();
        foreach (var (target, host) in new[] { ("/health/live", _management.Authority), ($"{_management}health/live", _management.Authority), ("/HEALTH/live", "localhost"), ("//health/live", _management.Authority), ("/health%2Flive", _management.Authority), ("/x/../health/live", _management.Authority) })
        {
            var answer = await RawHttp.SendAsync(gateway.Address, "GET", target, [("Host", host), ("X-Forwarded-Host", _management.Authority), ("X-Forwarded-Port", $"{_management.Port}"), ("Forwarded", $"host={_management.Authority}")], []);
            Assert.Equal(404, answer.Status);
        }

        var old = await RawHttp.SendAsync(gateway.Address, "GET", "/health/live", [], [], "1.0");
        Assert.Equal(404, old.Status);
        Assert.Equal(404, (await RawHttp.SendAsync(_management, "GET", $"{gateway.Address}{Job[1..]}", [("Host", gateway.Address.Authority), Tokens.Admin], [])).Status);
    }

    [Fact]
    public async Task On_the_public_port_those_paths_pass_through_as_any_other()
    {
        await using var upstream = ScriptedUpstream.Start().On(request => Reply.Ok($"\"{request.Method} {request.Target}\""));
        await using var gateway = await StartAsync(
            ("Stores:studio:Type", "Upstream"), ("Stores:studio:Destinations:a:Address", upstream.Address.AbsoluteUri), ("Routes:PassThrough:Store", "studio"),
            ("Routes:FetchById:Store", "local"), ("Routes:FetchByCorrelationId:Store", "local"), ("Routes:FetchByExternalId:Store", "local"), ("Routes:RetryById:Store", "local"), ("Routes:RetryByQuery:Store", "local"),
            ("ReverseProxy:Routes:docs:ClusterId", "c"), ("ReverseProxy:Routes:docs:Match:Path", "/yarp/{**all}"), ("ReverseProxy:Clusters:c:Destinations:d:Address", upstream.Address.AbsoluteUri));
        foreach (var page in Pages)
        {
            Assert.Equal($"\"GET {page}\"", (await gateway.SendAsync("GET", page)).Text);
            Assert.Equal($"\"POST {page}\"", (await gateway.SendAsync("POST", page, ("Content-Length", "0"))).Text);
        }

        Assert.Equal("\"GET /yarp/x\"", (await gateway.SendAsync("GET", "/yarp/x")).Text);
        var passed = upstream.Received.Count;
        foreach (var path in new[] { "/yarp/x", "/login", "/health/other", "/health" })
            Assert.Equal(404, (await AskAsync(path)).Status);
        Assert.Equal(passed, upstream.Received.Count);
    }

    [Fact]
    public async Task Endpoints_of_Kestrels_own_section_stay_and_management_is_added()
    {
        var port = FreePort.Take();
        await using var gateway = await StartAsync(("Kestrel:Endpoints:jobs:Url", $"http://127.0.0.1:{port}"));
        Assert.Equal(404, (await RawHttp.SendAsync(new Uri($"http://127.0.0.1:{port}"), "GET", "/health/live")).Status);
        Assert.Equal(200, (await AskAsync("/health/live")).Status);
    }

    [Fact]
    public async Task Without_it_everything_is_on_one_port()
    {
        await using var gateway = await TestGateway.StartAsync(new() { ["Docs:Enabled"] = "true" });
        foreach (var page in Pages.Append("/health"))
            Assert.Equal(200, (await gateway.SendAsync("GET", page, Tokens.Admin)).Status);
    }

    [Fact]
    public async Task The_startup_message_tells_where_it_is()
    {
        await using var gateway = await TestGateway.StartAsync(new() { ["Management:Urls"] = _management.ToString().TrimEnd('/') }, environment: "Development");
        var message = await gateway.StartupMessageAsync();
        Assert.Contains($"ready on {gateway.Address.ToString().TrimEnd('/')}", message, StringComparison.Ordinal);
        Assert.Contains($"{_management}docs", message, StringComparison.Ordinal);
        Assert.Equal("Healthy", (string?)JsonNode.Parse((await AskAsync("/health/ready")).Text)!["status"]);
    }

    private Task<TestGateway> StartAsync(params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value);
        all["Management:Urls"] = _management.ToString().TrimEnd('/');
        all["Docs:Enabled"] = "true";
        return TestGateway.StartAsync(all);
    }

    private Task<RawResponse> AskAsync(string path, params (string, string)[] headers) => RawHttp.SendAsync(_management, "GET", path, headers);
}
