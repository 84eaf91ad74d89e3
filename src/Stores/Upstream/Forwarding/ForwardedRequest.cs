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

    // CONNECT begins a WebSocket over HTTP/2.
    private readonly bool _isRead = context.Request.Method is "GET" or "HEAD" or "OPTIONS" or "CONNECT";
    private volatile IReadOnlyList<DestinationState> _tried = [];
    private HttpRequestMessage? _message;
    private int _sent, _underWay;
    private volatile bool _isAnswered;

    public HttpContext Context => context;

    public ForwardKind Kind => kind;

    /// <summary>The path and query to ask for.</summary>
    public string Target { get; } = RawTarget.Of(context);

    /// <summary>When the request set out, by the store's clock.</summary>
    public long Started { get; set; }

    /// <summary>The translation, where a published retry is sent as the deployed server knows it.</summary>
    public PublishedRetry? Retry { get; init; }

    /// <summary>Looks at the answer before the client has it; null where the client has whatever comes.</summary>
    public AnswerFilter? Filter { get; init; }

    /// <summary>Whether the filter has kept the answer from the client: nothing of the response is written.</summary>
    public bool IsKept { get; set; }

    /// <summary>Whether it may change something on the server, so that it must arrive there once at most.</summary>
    public bool HasEffects => kind == ForwardKind.Retry || (kind == ForwardKind.PassThrough && !_isRead);

    /// <summary>The destinations that it has been sent to.</summary>
    public IReadOnlyList<DestinationState> Tried => _tried;

    /// <summary>Whether an attempt has brought an answer that the client can have.</summary>
    public bool IsAnswered
    {
        get => _isAnswered;
        set => _isAnswered = value;
    }

    /// <summary>Whether an attempt is under way; where they hedge there may be two.</summary>
    public bool IsUnderWay => Volatile.Read(ref _underWay) > 0;

    public void Begin() => Interlocked.Increment(ref _underWay);

    public void End() => Interlocked.Decrement(ref _underWay);

    public void AddTried(DestinationState destination)
    {
        // Of two attempts that hedge one may begin while the other ends.
        lock (this)
            _tried = [.. _tried, destination];
    }

    /// <summary>The message for an attempt: the forwarder's own, then copies, as an attempt that hedges may still be using it.</summary>
    /// <remarks>One with a body gets here a second time only where no connection was made: the body has not been touched, and nothing else holds the message.</remarks>
    public HttpRequestMessage TakeMessage() =>
        Interlocked.Increment(ref _sent) == 1 || _message!.Content is not null ? _message! : RequestCopy.Of(_message);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (kind == ForwardKind.PassThrough && request.Content is { } body && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
            request.Content = new FlushedContent(body);
        // A body can be read once only, and a fetch may be sent again; on a GET it says nothing.
        _message = request.Content is not null && kind is ForwardKind.Fetch or ForwardKind.Read ? RequestCopy.Of(request) : request;
        return sender.SendAsync(this, cancellationToken);
    }
}
