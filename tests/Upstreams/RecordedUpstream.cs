using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace JobsGateway.Tests.Upstreams;

/// <summary>WireMock.Net in the place of the Studio server: answers every request with the one recorded exchange that is being played, and keeps what it received.</summary>
/// <remarks>
/// WireMock runs on Kestrel, which refuses some requests before anything sees them; <see cref="CanPlay"/> says so,
/// and <see cref="ScriptedUpstream.Play"/> plays those.
/// </remarks>
public sealed class RecordedUpstream : IDisposable
{
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();
    private readonly WireMockServer _server;
    private volatile Exchange? _exchange;

    private RecordedUpstream()
    {
        _server = WireMockServer.Start(new WireMockServerSettings
        {
            Urls = ["http://127.0.0.1:0"],
            // Bodies are bytes here, whatever they say they are.
            AllowBodyForAllHttpMethods = true,
            AllowOnlyDefinedHttpStatusCodeInResponse = false,
            DisableJsonBodyParsing = true,
            DisableRequestBodyDecompressing = true,
            DisableDeserializeFormUrlEncoded = true,
            // What was received is kept here: WireMock's log has decoded paths only.
            MaxRequestLogCount = 0,
            AdditionalServiceRegistration = services => services.Configure<KestrelServerOptions>(Configure),
            PreWireMockMiddlewareInit = app => ((IApplicationBuilder)app).Use(AroundWireMockAsync),
        });
        Address = new Uri($"http://127.0.0.1:{_server.Port}/");
    }

    public Uri Address { get; }

    /// <summary>What came since the last <see cref="Play"/>, in order. Chunked bodies are joined; the raw target is untouched.</summary>
    public IReadOnlyList<ReceivedRequest> Received => [.. _received];

    public static RecordedUpstream Start() => new();

    /// <summary>From now on every request gets this answer.</summary>
    public RecordedUpstream Play(Exchange exchange)
    {
        var response = Response.Create().WithStatusCode(exchange.Status);
        foreach (var header in exchange.ResponseHeaders.GroupBy(h => h.Name, h => h.Value))
            response = response.WithHeader(header.Key, [.. header]);
        if (exchange.ResponseBody.Length > 0)
            response = response.WithBody(exchange.ResponseBodyBytes());
        _server.ResetMappings();
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(response);
        _received.Clear();
        _exchange = exchange;
        return this;
    }

    /// <summary>Whether the exchange's request, sent as it was recorded, gets as far as WireMock.</summary>
    public static bool CanPlay(Exchange exchange) => exchange.Id is not (
        // Kestrel takes no byte beyond ASCII in a target,
        "id raw utf-8 bytes"
        // nor %00 in a path,
        or "id with NUL" or "correlationId NUL"
        // no target of another form than RFC 9112 has,
        or "route no leading slash" or "route asterisk"
        // and no HTTP/1.1 request without Host.
        or "route no Host");

    public void Dispose() => _server.Dispose();

    private void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.AllowHostHeaderOverride = true;
        options.Limits.MaxRequestLineSize = 64 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 128 * 1024;
        options.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => HeadRewriter.RunAsync(connection, next, () => _exchange)));
    }

    private async Task AroundWireMockAsync(HttpContext context, RequestDelegate next)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        context.Request.Body = body;
        _received.Enqueue(new ReceivedRequest(
            0,
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Protocol["HTTP/".Length..],
            [.. context.Request.Headers.SelectMany(h => h.Value, (h, value) => (h.Key, value ?? ""))],
            body.ToArray(),
            []));
        if (_exchange is { } exchange)
            context.Response.OnStarting(() => SetHeadersWireMockLeavesOut(context.Response, exchange));
        await next(context);
    }

    /// <summary>WireMock sets a Date of its own, no Content-Length beside a body, and never Connection.</summary>
    private static Task SetHeadersWireMockLeavesOut(HttpResponse response, Exchange exchange)
    {
        foreach (var name in new[] { "Date", "Content-Length", "Connection" })
        {
            if (exchange.ResponseHeader(name) is { } value)
                response.Headers[name] = value;
        }

        return Task.CompletedTask;
    }
}
