using System.Net;
using JobsGateway.WebConsole.Hosting;
using JobsGateway.WebConsole.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.WebConsole.Tests;

/// <summary>What is served where, without a browser.</summary>
public sealed class ServingTests
{
    [Theory]
    [InlineData("console/")]
    [InlineData("console/_framework/blazor.web.js")]
    [InlineData("console/_blazor/negotiate?negotiateVersion=1")]
    public async Task Switched_off_its_paths_are_as_any_other_and_nothing_of_it_is_there(string path)
    {
        await using var gateway = await ConsoleGateway.StartAsync(new() { ["Console:Enabled"] = "false" });

        using var answer = await gateway.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Not Found route", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(gateway.Services.GetService<ConsoleBranch>());
    }

    [Fact]
    public async Task Every_path_of_it_is_the_gateways_own_and_every_other_passes_through()
    {
        await using var studio = await ShadowedStudio.StartAsync(new() { ["Routes:PassThrough:Store"] = "studio" });
        foreach (var path in new[] { "console/nothing.js", "console/_blazor", "Console/routes", "console" })
            (await studio.Gateway.Http.GetAsync(path)).Dispose();
        Assert.Empty(studio.Server.Received);

        (await studio.Gateway.Http.GetAsync("consoles")).Dispose();

        Assert.Single(studio.Server.Received);
    }

    [Theory]
    [InlineData("console", "/console/")]
    [InlineData("Console/routes?a=b", "/console/routes?a=b")]
    public async Task A_path_that_the_pages_do_not_know_leads_to_the_one_they_do(string path, string location)
    {
        await using var gateway = await ConsoleGateway.StartAsync();

        using var answer = await gateway.Http.GetAsync(path);

        Assert.Equal((HttpStatusCode.Redirect, location), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task A_page_is_not_kept_framed_or_fed_from_elsewhere_and_holds_nothing_before_sign_in()
    {
        await using var gateway = await ConsoleGateway.StartAsync();

        using var answer = await gateway.Http.GetAsync("console/stores");

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain("Sqlite", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("X-Nothing", "1", HttpStatusCode.OK)]
    public async Task Only_its_own_pages_may_talk_to_it(string header, string value, HttpStatusCode expected)
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "console/_blazor/negotiate?negotiateVersion=1") { Headers = { { header, value } } };

        using var answer = await gateway.Http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_web_socket_of_another_site_is_refused()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{gateway.Address.Authority}/console/_blazor"), CancellationToken.None));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task What_the_console_asks_goes_the_way_of_every_request()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        var client = gateway.Services.GetRequiredService<Gateway.ConsoleView.InProcessClient>();

        var found = await client.SendAsync(new("GET", $"/api/v2/jobs/{ConsoleGateway.FailedJob}"), new(gateway.Mint(), "10.1.2.3", "gateway"), CancellationToken.None);
        var refused = await client.SendAsync(new("POST", $"/api/v2/jobs/retry/{ConsoleGateway.FailedJob}"), new(gateway.Mint(isAdmin: false), null, "gateway"), CancellationToken.None);
        var unknown = await client.SendAsync(new("GET", $"/api/v2/jobs/{ConsoleGateway.FailedJob}"), new("nonsense", null, "gateway"), CancellationToken.None);

        Assert.Equal((200, "local", 403, 401), (found.Status, found.Store, refused.Status, unknown.Status));
        Assert.Contains("\"fundToken\"", found.Body, StringComparison.Ordinal);
    }
}
