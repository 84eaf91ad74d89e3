using System.Net;
using JobsGateway.Stores.Upstream;
using JobsGateway.Stores.Upstream.Configuration;
using JobsGateway.Stores.Upstream.Forwarding;
using JobsGateway.Stores.Upstream.Retries;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace JobsGateway.Gateway.Modes;

/// <summary>What of a client's request is needed to ask a server on its behalf: beside its own way, or when it is over.</summary>
internal sealed class SentRequest
{
    // What speaks of the client's own copy, of its connection or of the form of its answer.
    private static readonly string[] LeftOut =
    [
        HeaderNames.IfNoneMatch, HeaderNames.IfModifiedSince, HeaderNames.IfMatch, HeaderNames.IfUnmodifiedSince, HeaderNames.IfRange, HeaderNames.Range,
        HeaderNames.AcceptEncoding, HeaderNames.ContentLength, HeaderNames.ContentType, HeaderNames.ContentEncoding, HeaderNames.TransferEncoding,
        HeaderNames.Expect, HeaderNames.Upgrade,
    ];

    // What is asked beside a request is no part of the client's trace: it would show as work the client waited for.
    private static readonly string[] OfTrace = [HeaderNames.TraceParent, HeaderNames.TraceState, HeaderNames.Baggage];

    private readonly HeaderDictionary _headers;
    private readonly string _scheme, _target;
    private readonly IPAddress? _remoteAddress;
    private readonly bool _isGet;

    private SentRequest(HttpContext context, string target)
    {
        _target = target;
        _isGet = HttpMethods.IsGet(context.Request.Method);
        _scheme = context.Request.Scheme;
        _remoteAddress = context.Connection.RemoteIpAddress;
        _headers = new HeaderDictionary(context.Request.Headers.Count);
        foreach (var (name, value) in context.Request.Headers)
            _headers[name] = value;
        foreach (var name in LeftOut)
            _headers.Remove(name);
    }

    /// <summary>The same once more, beside the client's own.</summary>
    public static SentRequest Of(HttpContext context)
    {
        var request = new SentRequest(context, RawTarget.Of(context));
        foreach (var name in OfTrace)
            request._headers.Remove(name);
        return request;
    }

    /// <summary>Something else, by the same client.</summary>
    /// <param name="context">The client's request.</param>
    /// <param name="target">The path and query to ask for.</param>
    public static SentRequest Of(HttpContext context, string target) => new(context, target);

    /// <summary>Asks by <c>GET</c>.</summary>
    /// <returns>The answer, also the one that stands for a server that can't be reached; null where it was given up.</returns>
    public Task<TakenAnswer?> AskAsync(UpstreamStore server, ForwardKind kind, CancellationToken cancellationToken) =>
        TakeAsync((context, filter) => server.ForwardAsync(context, kind, filter), cancellationToken);

    /// <summary>Sends a retry, once: as the <c>POST</c> a deployed server knows, or by <c>GET</c> where it came so and the store is to have it so.</summary>
    /// <inheritdoc cref="AskAsync"/>
    public Task<TakenAnswer?> RetryAsync(UpstreamStore server, CancellationToken cancellationToken) => TakeAsync(
        (context, filter) => _isGet && server.Options.RetryVerb == RetryVerb.AsReceived
            ? server.ForwardAsync(context, ForwardKind.Retry, filter)
            : server.RetryAsync(context, PublishedRetry.ById, filter),
        cancellationToken);

    private async Task<TakenAnswer?> TakeAsync(Func<HttpContext, AnswerFilter, Task> send, CancellationToken cancellationToken)
    {
        TakenAnswer? taken = null;
        await send(ToContext(cancellationToken), (in answer) =>
        {
            taken = new TakenAnswer(answer.Status, answer.CopyHeaders(), answer.Body);
            return false;
        });
        return taken;
    }

    private DefaultHttpContext ToContext(CancellationToken cancellationToken)
    {
        var headers = new HeaderDictionary(_headers.Count);
        foreach (var (name, value) in _headers)
            headers[name] = value;
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = HttpMethods.Get, Scheme = _scheme, RawTarget = _target, Headers = headers, Protocol = "HTTP/1.1" });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        features.Set<IHttpRequestBodyDetectionFeature>(NoBody.Instance);
        var context = new DefaultHttpContext(features) { RequestAborted = cancellationToken };
        context.Connection.RemoteIpAddress = _remoteAddress;
        return context;
    }

    private sealed class NoBody : IHttpRequestBodyDetectionFeature
    {
        public static NoBody Instance { get; } = new();

        public bool CanHaveBody => false;
    }
}

/// <summary>An answer that no client gets.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers, by name in any case.</param>
/// <param name="Body">The body; null where it is longer than the store's <c>AnswerBuffer</c>.</param>
internal sealed record TakenAnswer(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte>? Body);
