using JobsGateway.Stores.Upstream.Clusters;
using JobsGateway.Stores.Upstream.Configuration;
using JobsGateway.Stores.Upstream.Forwarding;
using JobsGateway.Stores.Upstream.Retries;
using JobsGateway.Stores.Upstream.Sending;
using JobsGateway.Stores.Upstream.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Polly.CircuitBreaker;
using Yarp.ReverseProxy.Forwarder;

namespace JobsGateway.Stores.Upstream;

/// <summary>Another server that answers: requests go to it, and its answers come back, through YARP's forwarder with the store's Polly pipeline underneath.</summary>
/// <remarks>Whatever happens, the client has an answer when a member returns: the server's own, or 502, 503 or 504 with <c>{"error":"..."}</c>.</remarks>
public sealed class UpstreamStore : IAsyncDisposable
{
    // Of a body that means nothing to a retry: what has a meaning has been read, and bounded, before it gets here.
    private const int RetryBodyLimit = 200 * 1024;

    private readonly IHttpForwarder _forwarder;
    private readonly UpstreamCluster _cluster;
    private readonly AttemptSender _sender;
    private readonly UpstreamPipeline _pipeline;
    private readonly HttpTransformer _operations, _passThrough;
    private readonly ForwarderRequestConfig _operationConfig, _passThroughConfig;

    internal UpstreamStore(string name, UpstreamOptions options, IHttpForwarder forwarder, UpstreamCluster cluster, UpstreamPipeline pipeline, FailureAnswers failures)
    {
        Name = name;
        Options = options;
        _forwarder = forwarder;
        _cluster = cluster;
        _pipeline = pipeline;
        _sender = new AttemptSender(cluster, pipeline, failures, options, new SendTelemetry(name, pipeline.Clock));
        _operations = new UpstreamTransformer(options, passToken: options.PassToken);
        _passThrough = new UpstreamTransformer(options, passToken: true);
        // The pipeline bounds an operation; the forwarder's own time-out must not come first.
        _operationConfig = RequestConfig(options, (2 * options.Resilience.TotalTimeout) + options.Transport.ActivityTimeout); // in the queue, and then
        _passThroughConfig = RequestConfig(options, options.Transport.ActivityTimeout);
    }

    /// <summary>The store's name in configuration.</summary>
    public string Name { get; }

    /// <summary>The store's settings.</summary>
    public UpstreamOptions Options { get; }

    /// <summary>Whether requests go to the server at the moment.</summary>
    public CircuitState CircuitState => _pipeline.CircuitState;

    /// <summary>How many destinations requests go to at the moment; all of them where none works.</summary>
    public int AvailableDestinations => _cluster.Available;

    /// <summary>How each destination fares.</summary>
    public IReadOnlyList<DestinationStatus> Destinations => _cluster.Status;

    /// <summary>Begins health checks. Called once, before requests come.</summary>
    public void Start() => _cluster.Start();

    /// <summary>Sends a request on and its answer back.</summary>
    /// <param name="context">The request. Its raw target goes on byte for byte.</param>
    /// <param name="kind">What it is; says whether it may be sent again.</param>
    public Task ForwardAsync(HttpContext context, ForwardKind kind) => ForwardAsync(new ForwardedRequest(context, kind, _sender));

    /// <summary>Sends a request on, and its answer back where the filter lets it through.</summary>
    /// <param name="context">The request. Its raw target goes on byte for byte.</param>
    /// <param name="kind">What it is; says whether it may be sent again.</param>
    /// <param name="filter">Looks at the answer; also at the one that stands for a server that can't be reached.</param>
    /// <returns>Whether the client has been answered; else nothing of the response was touched.</returns>
    public Task<bool> ForwardAsync(HttpContext context, ForwardKind kind, AnswerFilter filter) =>
        ForwardFilteredAsync(new ForwardedRequest(context, kind, _sender) { Filter = filter });

    /// <summary>Sends a retry that came by <c>GET</c> as the <c>POST</c> that a deployed Studio server knows, and turns its answer into the published one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="retry">The <c>POST</c> to send.</param>
    public Task RetryAsync(HttpContext context, PublishedRetry retry)
    {
        retry.Apply(context.Request);
        return ForwardAsync(new ForwardedRequest(context, ForwardKind.Retry, _sender) { Retry = retry });
    }

    /// <summary>The same, where a filter sees the server's own answer first.</summary>
    /// <inheritdoc cref="ForwardAsync(HttpContext, ForwardKind, AnswerFilter)"/>
    /// <inheritdoc cref="RetryAsync(HttpContext, PublishedRetry)"/>
    public Task<bool> RetryAsync(HttpContext context, PublishedRetry retry, AnswerFilter filter)
    {
        retry.Apply(context.Request);
        return ForwardFilteredAsync(new ForwardedRequest(context, ForwardKind.Retry, _sender) { Retry = retry, Filter = filter });
    }

    /// <summary>Asks every destination for its health path.</summary>
    /// <returns>For each destination, by name, what is wrong with it; null where nothing is.</returns>
    public Task<IReadOnlyDictionary<string, string?>> ProbeAsync(CancellationToken cancellationToken) => _cluster.ProbeAsync(cancellationToken);

    /// <summary>Ends health checks and closes connections that are not in use.</summary>
    public ValueTask DisposeAsync()
    {
        _cluster.Dispose();
        return default;
    }

    private async Task<bool> ForwardFilteredAsync(ForwardedRequest request)
    {
        await ForwardAsync(request);
        if (!request.IsKept)
            return true;
        // The forwarder has set it before the filter had its turn, and would refuse to answer a second time.
        request.Context.Response.StatusCode = StatusCodes.Status200OK;
        if (request.Context.Features.Get<IHttpResponseFeature>() is { } response)
            response.ReasonPhrase = null;
        return false;
    }

    private async Task ForwardAsync(ForwardedRequest request)
    {
        var context = request.Context;
        var isPassThrough = request.Kind == ForwardKind.PassThrough;
        using var invoker = new HttpMessageInvoker(request, disposeHandler: false);
        context.Features.Set(request);
        if (isPassThrough && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null; // What is too large is the server's to say.
        if (!isPassThrough || !HttpMethods.IsGet(context.Request.Method))
            context.Features.Set<IHttpUpgradeFeature>(null); // YARP sends every request that asks for an upgrade as a GET, and a PUT that needs no token may be a GET that does.
        if (request.Kind == ForwardKind.Retry && !await TryReadBodyAsync(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            await _sender.Failures.FinishAsync(request, ForwarderError.RequestBodyClient);
            return;
        }

        var error = await _forwarder.SendAsync(
            context, ForwardedRequest.Prefix, invoker,
            isPassThrough ? _passThroughConfig : _operationConfig,
            isPassThrough ? _passThrough : _operations);
        if (error != ForwarderError.None)
            await _sender.Failures.FinishAsync(request, error);
    }

    // A server that does not look at the body may carry out a retry whose client has broken off half-way.
    private static async ValueTask<bool> TryReadBodyAsync(HttpRequest request)
    {
        if (request.Body.CanSeek || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
            return true;
        if (request.ContentLength > RetryBodyLimit)
            return false;
        request.EnableBuffering(RetryBodyLimit, RetryBodyLimit);
        try
        {
            await request.Body.DrainAsync(request.HttpContext.RequestAborted);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            return false; // The buffer is full. What a client breaks off has types of its own.
        }

        request.Body.Position = 0;
        return true;
    }

    private static ForwarderRequestConfig RequestConfig(UpstreamOptions options, TimeSpan activityTimeout) => new()
    {
        ActivityTimeout = activityTimeout,
        Version = options.Transport.Protocol == HttpProtocolVersion.Http2 ? System.Net.HttpVersion.Version20 : System.Net.HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
