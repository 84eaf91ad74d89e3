using JobsGateway.Stores.Upstream.Clusters;
using JobsGateway.Stores.Upstream.Configuration;
using JobsGateway.Stores.Upstream.Forwarding;
using JobsGateway.Stores.Upstream.Telemetry;
using Polly;

namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>Sends a request through the store's pipeline: each attempt goes to a destination of its own choice, and what fails for good becomes an answer.</summary>
internal sealed class AttemptSender(UpstreamCluster cluster, UpstreamPipeline pipeline, FailureAnswers failures, UpstreamOptions options, SendTelemetry telemetry)
{
    private readonly bool _countsRequests = cluster.Count > 1;

    public FailureAnswers Failures => failures;

    public async Task<HttpResponseMessage> SendAsync(ForwardedRequest request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(KindNames.Of(request.Kind), cancellationToken);
        try
        {
            request.Started = pipeline.Clock.GetTimestamp();
            context.Properties.Set(UpstreamPipeline.Request, request);
            var outcome = await pipeline.For(request.Kind).ExecuteOutcomeAsync(
                static (context, state) => state.Sender.AttemptAsync(state.Request, context), context, (Sender: this, Request: request));
            if (outcome.Result is { } response)
                return response;
            cancellationToken.ThrowIfCancellationRequested(); // The client has left, or nothing has moved for too long: the forwarder's to tell.
            if (Failure.IsClients(outcome.Exception))
                outcome.ThrowIfException(); // As is what became of the client's body.
            return failures.Answer(request, outcome.Exception!);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(ForwardedRequest request, ResilienceContext context)
    {
        if (cluster.Choose(request.Context, request.Tried) is not { } destination)
            return Outcome.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ConnectionError, "There is no destination."));
        if (_countsRequests)
            destination.Enter();
        request.Begin();
        var send = telemetry.Begin(request.Kind, destination);
        try
        {
            var response = await SendToAsync(destination, request, send, context.CancellationToken);
            send.Answered(response);
            cluster.Answered(destination);
            if (!Failure.IsGateway(response))
                request.IsAnswered = true;
            return Outcome.FromResult(response);
        }
        catch (Exception e)
        {
            // The client has left, or another attempt was faster: that says nothing of the destination.
            var named = Failure.Named(e, context.CancellationToken.IsCancellationRequested);
            send.Failed(named, context.CancellationToken.IsCancellationRequested || Failure.IsClients(e));
            var isItsFault = !request.Context.RequestAborted.IsCancellationRequested && !request.IsAnswered && !Failure.IsClients(e);
            // What passes through may be made to fail by anybody who sends it; only that no connection was made says something.
            if (isItsFault && (request.Kind != ForwardKind.PassThrough || Failure.IsNotSent(named)))
                cluster.Failed(destination);
            return Outcome.FromException<HttpResponseMessage>(named);
        }
        finally
        {
            request.End();
            if (_countsRequests)
                destination.Leave();
        }
    }

    private async ValueTask<HttpResponseMessage> SendToAsync(Destination destination, ForwardedRequest request, MeasuredSend send, CancellationToken cancellationToken)
    {
        var message = request.TakeMessage();
        if (_countsRequests)
            request.AddTried(destination.State);
        message.RequestUri = destination.AddressOf(request.Target);
        if (!options.PassHost)
            message.Headers.Host = destination.Host;
        send.PassOn(message);
        var response = await ClientFor(request, message).SendAsync(message, cancellationToken);
        if (request.Kind == ForwardKind.PassThrough)
            return response;
        try
        {
            await AnswerBuffer.ReadAsync(response, options.AnswerBuffer, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // The handler underneath must not send again by itself what may have effects.
    private HttpMessageInvoker ClientFor(ForwardedRequest request, HttpRequestMessage message)
    {
        var hasBody = message.Content is { } content && content.Headers.ContentLength != 0;
        if (!request.HasEffects || (hasBody && request.Kind == ForwardKind.PassThrough))
            return cluster.Pooled;
        message.Content ??= new NoBody();
        message.Headers.ExpectContinue = false; // It would send the head again where the server closes instead of saying 100.
        return cluster.Single;
    }
}
