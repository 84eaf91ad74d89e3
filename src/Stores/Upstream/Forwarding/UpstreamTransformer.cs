using JobsGateway.Stores.Upstream.Configuration;
using JobsGateway.Stores.Upstream.Retries;
using JobsGateway.Stores.Upstream.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Forwarder;

namespace JobsGateway.Stores.Upstream.Forwarding;

/// <summary>What is changed on the way: headers that are for one connection only, and what the store's options say.</summary>
internal sealed class UpstreamTransformer(UpstreamOptions options, bool passToken) : HttpTransformer
{
    // Who may read an answer and who may keep it: where the gateway has said so already, the server does not say it a second time.
    private static readonly string[] SaidByGateway = [HeaderNames.AccessControlAllowOrigin, HeaderNames.CacheControl];

    private readonly XForwarded _forwarded = new(options.ForwardedHeaders);

    public override ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        HopByHop.RemoveFrom(httpContext.Request.Headers);
        var copied = base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken); // completes at once
        var headers = proxyRequest.Headers;
        proxyRequest.RequestUri = ForwardedRequest.Placeholder; // An attempt chooses the destination.
        if (httpContext.Request.Headers.TryGetValue(HeaderNames.UpgradeInsecureRequests, out var insecure))
            headers.TryAddWithoutValidation(HeaderNames.UpgradeInsecureRequests, (IEnumerable<string?>)insecure); // YARP takes it for a header of the connection.
        if (!options.PassHost)
            headers.Host = null;
        if (!passToken)
            headers.Remove(HeaderNames.Authorization);
        _forwarded.Apply(httpContext, headers);
        return copied;
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
            return false;
        var whole = proxyResponse.Content as WholeAnswer;
        if (whole is not null)
            proxyResponse.Content = whole.Original; // It has the headers.
        if (httpContext.Features.Get<ForwardedRequest>() is { Filter: { } filter } request && !filter(new UpstreamAnswer(proxyResponse, whole?.Bytes)))
        {
            request.IsKept = true;
            return false;
        }

        var response = httpContext.Response;
        foreach (var name in SaidByGateway)
        {
            if (response.Headers.ContainsKey(name))
                proxyResponse.Headers.Remove(name);
        }

        var hasBody = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        HopByHop.RemoveFrom(response.Headers, proxyResponse);
        if (whole is null)
        {
            if (hasBody && IsTranslated(httpContext))
                proxyResponse.Content = await PublishedRetry.TranslateAsync(response, proxyResponse.Content, cancellationToken);
            // A stream of events is open once its head is there, whenever the first event comes. What has a length is a body that is being sent.
            if (hasBody && response.ContentLength is null && response.StatusCode != StatusCodes.Status101SwitchingProtocols)
                await response.Body.FlushAsync(cancellationToken);
            return hasBody;
        }

        await WriteAsync(httpContext, whole.Bytes);
        return false; // The body has been written: one write, with the head.
    }

    private static ValueTask WriteAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (IsTranslated(context))
            body = PublishedRetry.Translate(context.Response, body);
        if (body.Length == 0 || HttpMethods.IsHead(context.Request.Method))
            return default;
        System.Buffers.BuffersExtensions.Write(context.Response.BodyWriter, body.Span);
        return default; // Kestrel flushes the writer when the request ends.
    }

    private static bool IsTranslated(HttpContext context) => context.Features.Get<ForwardedRequest>()?.Retry is not null;
}
