using System.Diagnostics;
using JobsGateway.Telemetry.Tests.Support;

namespace JobsGateway.Telemetry.Tests;

/// <summary>A trace goes from the client through the gateway into the store; without one the client's context goes by untouched.</summary>
public sealed class TraceTests
{
    private const string State = "vendor=1,other=2";
    private const string Baggage = "tenant=blue,region=eu";

    [Fact]
    public async Task A_fetch_from_a_local_store_is_a_request_and_a_call_of_the_store()
    {
        await using var gateway = await TracedGateway.StartAsync("1");
        await gateway.GetAsync(TracedGateway.Missing);
        var server = await gateway.Spans.ServerSpanAsync();
        Assert.Equal(("FetchById", default(ActivitySpanId)), (server.DisplayName, server.ParentSpanId));
        Assert.Equal("FetchById local store not_found GET 404 http", Values(server, "operation", "store", "mode", "outcome", "http.request.method", "http.response.status_code", "url.scheme"));
        Assert.Equal(ActivityStatusCode.Unset, server.Status);
        var call = Assert.Single(gateway.Spans.Of(server.TraceId), span => span != server);
        Assert.Equal(("store FetchById", ActivityKind.Client, server.SpanId), (call.DisplayName, call.Kind, call.ParentSpanId));
        Assert.Equal("sqlite FetchById local not_found", Values(call, "db.system.name", "operation", "store", "outcome"));
    }

    [Theory]
    [InlineData(TracedGateway.AtStudio, "FetchByCorrelationId", "send Fetch")]
    [InlineData("/api/v1/other", "PassThrough", "send PassThrough")]
    public async Task A_clients_trace_goes_on_through_the_gateway_to_the_server(string target, string operation, string send)
    {
        await using var gateway = await TracedGateway.StartAsync("0");
        await gateway.GetAsync(target, ("traceparent", TracedGateway.Recorded), ("tracestate", State), ("baggage", Baggage));
        var server = await gateway.Spans.ServerSpanAsync();
        Assert.Equal((operation, "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"), (server.DisplayName, server.TraceId.ToHexString(), server.ParentSpanId.ToHexString()));
        var client = Assert.Single(gateway.Spans.Of(server.TraceId), span => span != server);
        Assert.Equal((send, ActivityKind.Client, server.SpanId), (client.DisplayName, client.Kind, client.ParentSpanId));
        Assert.Equal("studio a 2xx GET 200", Values(client, "store", "destination", "outcome", "http.request.method", "http.response.status_code"));
        var received = Assert.Single(gateway.Studio.Received);
        Assert.Equal([client.Id!], received.HeaderValues("traceparent"));
        Assert.Equal([State], received.HeaderValues("tracestate"));
        Assert.Equal([Baggage], received.HeaderValues("baggage"));
    }

    [Theory]
    [InlineData(null, TracedGateway.Recorded)]
    [InlineData("1", TracedGateway.NotRecorded)]
    [InlineData("0", "00-not-a-context")]
    public async Task Without_a_trace_the_clients_context_reaches_the_server_as_it_came(string? sampleRatio, string traceparent)
    {
        await using var gateway = await TracedGateway.StartAsync(sampleRatio);
        foreach (var target in new[] { TracedGateway.AtStudio, "/api/v1/other" })
            await gateway.GetAsync(target, ("traceparent", traceparent), ("tracestate", State), ("baggage", Baggage));
        Assert.Equal(2, gateway.Studio.Received.Count);
        foreach (var received in gateway.Studio.Received)
            Assert.Equal([traceparent, State, Baggage], new[] { "traceparent", "tracestate", "baggage" }.Select(received.Header));
        Assert.Empty(gateway.Spans.Ended);
    }

    [Fact]
    public async Task Without_a_trace_and_without_a_context_the_server_gets_none()
    {
        await using var gateway = await TracedGateway.StartAsync("0");
        await gateway.GetAsync(TracedGateway.AtStudio);
        Assert.Null(Assert.Single(gateway.Studio.Received).Header("traceparent"));
    }

    [Theory]
    [InlineData(TracedGateway.Recorded)]
    [InlineData(TracedGateway.NotRecorded)]
    public async Task A_route_of_the_ReverseProxy_section_passes_the_context_on(string traceparent)
    {
        await using var other = ScriptedUpstream.Start();
        await using var proxying = await TracedGateway.StartAsync(
            "0", ("Routes:PassThrough:Store", null), ("ReverseProxy:Routes:r:ClusterId", "c"), ("ReverseProxy:Routes:r:Match:Path", "/more/{**rest}"),
            ("ReverseProxy:Clusters:c:Destinations:d:Address", other.Address.AbsoluteUri));
        await proxying.GetAsync("/more/1", ("traceparent", traceparent), ("tracestate", State));
        var received = Assert.Single(other.Received);
        var expected = traceparent == TracedGateway.Recorded ? (await proxying.Spans.ServerSpanAsync()).Id : traceparent;
        Assert.Equal([expected!], received.HeaderValues("traceparent"));
        Assert.Equal([State], received.HeaderValues("tracestate"));
    }

    [Fact]
    public async Task Every_attempt_is_a_span_of_its_own_and_the_last_failure_shows_in_the_requests()
    {
        await using var gateway = await TracedGateway.StartAsync("1", ("Stores:studio:Resilience:Retry:MaxAttempts", "2"));
        gateway.Studio.Always(Reply.Json(503, "{}"));
        await gateway.GetAsync(TracedGateway.AtStudio);
        var server = await gateway.Spans.ServerSpanAsync();
        Assert.Equal((ActivityStatusCode.Error, "503"), (server.Status, server.GetTagItem("error.type")));
        var sends = gateway.Spans.Of(server.TraceId).Where(span => span != server).ToList();
        Assert.Equal(["5xx", "5xx"], sends.Select(span => span.GetTagItem("outcome")));
        Assert.All(sends, span => Assert.Equal((ActivityStatusCode.Error, null, server.SpanId), (span.Status, span.StatusDescription, span.ParentSpanId)));
        Assert.Equal(sends.Select(span => span.Id), gateway.Studio.Received.Select(received => received.Header("traceparent")));
    }

    [Fact]
    public async Task A_server_that_is_away_shows_as_an_error_without_a_message()
    {
        using var nowhere = Nowhere.Refusing();
        await using var gateway = await TracedGateway.StartAsync("1", ("Stores:studio:Destinations:a:Address", nowhere.Address.AbsoluteUri));
        await gateway.GetAsync(TracedGateway.AtStudio);
        var server = await gateway.Spans.ServerSpanAsync();
        var send = gateway.Spans.Of(server.TraceId).First(span => span != server);
        Assert.Equal(("unreachable", "System.Net.Http.HttpRequestException", ActivityStatusCode.Error, null), (send.GetTagItem("outcome"), send.GetTagItem("error.type"), send.Status, send.StatusDescription));
    }

    [Fact]
    public async Task What_is_compared_beside_a_request_is_no_part_of_its_trace()
    {
        await using var gateway = await TracedGateway.StartAsync("1", ("Routes:FetchById:Shadow:Store", "studio"));
        await gateway.GetAsync(TracedGateway.Missing, ("traceparent", TracedGateway.Recorded));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (gateway.Studio.Received.Count == 0)
            await Task.Delay(5, limit.Token);
        var server = await gateway.Spans.ServerSpanAsync();
        Assert.Equal(["store FetchById", "FetchById"], gateway.Spans.Ended.Select(span => span.DisplayName));
        Assert.Null(gateway.Studio.Received[0].Header("traceparent"));
        Assert.Equal(server.TraceId.ToHexString(), TracedGateway.Recorded.Split('-')[1]);
    }

    [Fact]
    public async Task A_strange_method_is_named_other()
    {
        await using var gateway = await TracedGateway.StartAsync("1");
        await gateway.SendAsync("BREW", "/api/v2/jobs/65e1f3a07c1b2d0099000001");
        var server = await gateway.Spans.ServerSpanAsync();
        Assert.Equal("PassThrough _OTHER", Values(server, "operation", "http.request.method"));
    }

    private static string Values(Activity span, params string[] names) => string.Join(' ', names.Select(name => span.GetTagItem(name)));
}
