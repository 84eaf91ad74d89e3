using JobsGateway.Stores.Upstream.Retries;
using JobsGateway.Stores.Upstream.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Model;

namespace JobsGateway.Stores.Upstream.Forwarding;

/// <summary>One request on its way to the server. It is the message handler YARP's forwarder sends through, so that what belongs to the request is at hand there.</summary>
internal sealed class ForwardedRequest(HttpContext context, ForwardKind kind, AttemptSender sender) : HttpMessageHandler
{
    /// <summary>Stands in for the destination until an attempt has chosen one; never asked.</summary>
    public const string Prefix = "http://upstream.invalid/";

    /// <summary><see cref="Prefix"/> as an address.</summary>
    public static readonly Uri Placeholder = new(Prefix);

    private readonly bool _isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method);
    private volatile IReadOnlyList<DestinationState> _tried = [];
    private HttpRequestMessage? _message;
    private int _sent;

    public HttpContext Context => context;

    public ForwardKind Kind => kind;

    /// <summary>The path and query to ask for.</summary>
    public string Target { get; } = RawTarget.Of(context);

    /// <summary>When the request set out, by the store's clock.</summary>
    public long Started { get; set; }

    /// <summary>The translation, where a published retry is sent as the deployed server knows it.</summary>
    public PublishedRetry? Retry { get; init; }

    /// <summary>Whether it may have effects on the server and has no body. Only then could the handler underneath send it again by itself.</summary>
    public bool MustNotBeSentAgain => kind == ForwardKind.Retry || (kind == ForwardKind.PassThrough && !_isRead && _message!.Content is null);

    /// <summary>Where it was sent last.</summary>
    public DestinationState? Destination { get; private set; }

    /// <summary>The destinations that have failed already.</summary>
    public IReadOnlyList<DestinationState> Tried => _tried;

    public void AddTried(DestinationState destination)
    {
        // Two attempts that hedge may fail at once.
        lock (this)
            _tried = [.. _tried, destination];
    }

    /// <summary>The message for an attempt: the forwarder's own, then copies, as an attempt that hedges may still be using it.</summary>
    public HttpRequestMessage TakeMessage(DestinationState destination)
    {
        Destination = destination;
        return Interlocked.Increment(ref _sent) == 1 ? _message! : RequestCopy.Of(_message!);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _message = request;
        if (kind == ForwardKind.PassThrough && request.Content is { } body && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
            request.Content = new FlushedContent(body);
        return sender.SendAsync(this, cancellationToken);
    }
}
