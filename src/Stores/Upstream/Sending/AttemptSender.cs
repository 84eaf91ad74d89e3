using JobsGateway.Stores.Upstream.Clusters;
using JobsGateway.Stores.Upstream.Configuration;
using JobsGateway.Stores.Upstream.Forwarding;
using Polly;

namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>Sends a request through the store's pipeline: each attempt goes to a destination of its own choice, and what fails for good becomes an answer.</summary>
internal sealed class AttemptSender(UpstreamCluster cluster, StorePipelines pipelines, FailureAnswers failures, UpstreamOptions options)
{
    private readonly bool _countsRequests = cluster.Count > 1;

    public FailureAnswers Failures => failures;

    public async Task<HttpResponseMessage> SendAsync(ForwardedRequest request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            request.Started = pipelines.Clock.GetTimestamp();
            context.Properties.Set(StorePipelines.Request, request);
            var outcome = await pipelines.For(request.Kind).ExecuteOutcomeAsync(
                static (context, state) => state.Sender.AttemptAsync(state.Request, context), context, (Sender: this, Request: request));
            if (outcome.Result is { } response)
                return response;
            cancellationToken.ThrowIfCancellationRequested(); // The client has left, or nothing has moved for too long: the forwarder's to tell.
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
        try
        {
            var response = await SendToAsync(destination, request, context.CancellationToken);
            cluster.Answered(destination);
            return Outcome.FromResult(response);
        }
        catch (Exception e)
        {
            // Whose token it was is known further up: an attempt's time is over, another attempt was faster, or the client has left.
            if (!request.Context.RequestAborted.IsCancellationRequested)
            {
                request.AddTried(destination.State);
                cluster.Failed(destination);
            }

            return Outcome.FromException<HttpResponseMessage>(
                e is OperationCanceledException && !context.CancellationToken.IsCancellationRequested
                    ? new HttpRequestException(HttpRequestError.ConnectionError, $"No connection could be made within {options.Transport.ConnectTimeout:c}.", e)
                    : e);
        }
        finally
        {
            if (_countsRequests)
                destination.Leave();
        }
    }

    private async ValueTask<HttpResponseMessage> SendToAsync(Destination destination, ForwardedRequest request, CancellationToken cancellationToken)
    {
        var message = request.TakeMessage(destination.State);
        message.RequestUri = destination.AddressOf(request.Target);
        if (!options.PassHost)
            message.Headers.Host = destination.Host;
        var client = request.MustNotBeSentAgain ? cluster.Single : cluster.Pooled;
        var response = await client.SendAsync(message, cancellationToken);
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
}
