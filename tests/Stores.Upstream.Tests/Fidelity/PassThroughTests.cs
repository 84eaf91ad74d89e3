using System.Text;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>What is no operation of the jobs API goes to the server as it is, where a route says so; without one nothing does.</summary>
public sealed class PassThroughTests : IAsyncLifetime
{
    private const string Jobs = "/api/v2/jobs";
    private const string Job = Jobs + "/65e1f3a07c1b2d0012a40007";
    private Link _link = null!;

    public async Task InitializeAsync() => _link = await Link.StartAsync();

    public Task DisposeAsync() => _link.DisposeAsync().AsTask();

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/is_running")]
    [InlineData("HEAD", "/health/")]
    [InlineData("POST", "/api/v1/login/")]
    [InlineData("GET", "/api/v2/wallets/0x0?a=1")]
    [InlineData("GET", Jobs)]
    [InlineData("GET", Jobs + "/")]
    [InlineData("PUT", Job)]
    [InlineData("DELETE", Job)]
    [InlineData("PATCH", Jobs + "/retry/x")]
    [InlineData("HEAD", Jobs + "/retry/x")]
    [InlineData("POST", Job)]
    [InlineData("OPTIONS", Job)]
    [InlineData("OPTIONS", "/anything")]
    [InlineData("PROPFIND", "/dav")]
    [InlineData("M-SEARCH", "/")]
    [InlineData("TRACE", "/")]
    [InlineData("FOO", Job)]
    [InlineData("x-any!token", "/")]
    [InlineData("GET", Jobs + "/%zz")]
    [InlineData("GET", Jobs + "/correlationId/%FF")]
    [InlineData("POST", Jobs + "/retry/%")]
    [InlineData("GET", "/openapi.json")]
    [InlineData("GET", "/favicon.ico")]
    public async Task Any_other_path_and_method_passes_through_without_a_token(string method, string target)
    {
        _link.Server.Always(Reply.Send(Answer.Json(418, method == "HEAD" ? "" : "{\"from\":\"server\"}")));
        var (response, received) = await _link.SendAsync(method, target);
        Assert.Equal(418, response.Status);
        Assert.Equal((method, target), (received.Method, received.Target));
    }

    [Theory]
    [InlineData("get")]
    [InlineData("Post")]
    [InlineData("oPTIONS")]
    public async Task A_method_in_the_wrong_case_is_refused_as_node_refuses_it_for_it_would_arrive_in_the_right_one(string method)
    {
        foreach (var target in new[] { Jobs + "/retry/65e1f3a07c1b2d0012a40007", "/other" })
        {
            var response = await _link.AskAsync(method, target, Token.Admin);
            Assert.Equal((400, "close"), (response.Status, response.Header("Connection")));
        }

        Assert.Empty(_link.Server.Received);
    }

    [Fact]
    public async Task The_gateway_is_no_tunnel()
    {
        var response = await RawHttp.SendAsync(_link.Address, "CONNECT", "other.example:80", [("Host", "other.example:80")], []);
        Assert.InRange(response.Status, 400, 499);
        Assert.Empty(_link.Server.Received);
    }

    [Fact]
    public async Task Options_of_the_whole_server_pass_through_as_its_root()
    {
        var (response, received) = await _link.SendAsync("OPTIONS", "*");
        Assert.Equal((200, "/"), (response.Status, received.Target));
    }

    [Fact]
    public async Task A_body_that_the_jobs_api_would_refuse_passes_through_elsewhere()
    {
        var body = Encoding.UTF8.GetBytes("{not json" + new string(' ', 200_000));
        var response = await RawHttp.SendAsync(_link.Address, "POST", "/api/v2/other", [("Host", "x"), ("Content-Type", "application/json"), ("Content-Length", $"{body.Length}")], body);
        Assert.Equal(200, response.Status);
        Assert.Equal(body, Assert.Single(_link.Server.Received).Body);
    }

    [Theory]
    [InlineData("GET", Job)]
    [InlineData("HEAD", Job)]
    [InlineData("GET", "/API/V2//jobs//65e1f3a07c1b2d0012a40007/?x")]
    [InlineData("GET", Jobs + "/correlationId/x")]
    [InlineData("GET", Jobs + "/external?externalId=x")]
    [InlineData("HEAD", Jobs + "/retry")]
    [InlineData("GET", Jobs + "/retry")]
    [InlineData("POST", Jobs + "/retry")]
    [InlineData("POST", Jobs + "/retry/x")]
    [InlineData("GET", "http://other.example" + Job)]
    public async Task An_operation_needs_a_token_however_it_is_spelt(string method, string target)
    {
        Assert.Equal(401, (await RawHttp.SendAsync(_link.Address, method, target, [("Host", "x"), ("Content-Length", "0")], [])).Status);
        Assert.Empty(_link.Server.Received);
    }

    [Theory]
    [InlineData("GET", "/other?a", 404, "{\"errors\":{\"message\":\"route /other?a Not Found route\",\"error\":{\"status\":404}}}")]
    [InlineData("PUT", Job, 404, "{\"errors\":{\"message\":\"route " + Job + " Not Found route\",\"error\":{\"status\":404}}}")]
    [InlineData("OPTIONS", Job, 200, "GET,HEAD")]
    [InlineData("GET", "/health", 200, "{\"response\":\"ok\"}")]
    [InlineData("GET", Jobs + "/%zz", 400, "{\"errors\":{\"message\":\"Failed to decode param '%zz'\",\"error\":{\"statusCode\":400,\"status\":400}}}")]
    [InlineData("FOO", "/other", 400, "")]
    public async Task Without_the_route_other_paths_are_the_gateways_own(string method, string target, int status, string body)
    {
        await using var link = await Link.StartAsync("Routes:PassThrough:Store=");
        var response = await link.AskAsync(method, target);
        Assert.Equal((status, body), (response.Status, response.Text));
        Assert.Empty(link.Server.Received);
        Assert.Equal(200, (await link.AskAsync("GET", Job, Token.User)).Status);
        Assert.Single(link.Server.Received);
    }
}
