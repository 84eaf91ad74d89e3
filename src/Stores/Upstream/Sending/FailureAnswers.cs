using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using JobsGateway.Stores.Resilience;
using JobsGateway.Stores.Upstream.Forwarding;
using Microsoft.AspNetCore.Http;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;
using Yarp.ReverseProxy.Forwarder;

namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>The one place where a failure becomes an answer: a status and <c>{"error":"..."}</c>, with nothing of the failure's inside.</summary>
internal sealed class FailureAnswers(string store, FailureLog log)
{
    private const string MayBeDone = " The retry may have been carried out: look at the job before you retry it again.";

    /// <summary>The answer to a request that failed for good.</summary>
    public HttpResponseMessage Answer(ForwardedRequest request, Exception exception)
    {
        var (status, message, retryAfter) = exception switch
        {
            BrokenCircuitException broken => (HttpStatusCode.ServiceUnavailable, "The upstream server is not available. Try again in a moment.", broken.RetryAfter ?? TimeSpan.FromSeconds(1)),
            RateLimiterRejectedException => (HttpStatusCode.ServiceUnavailable, "Too many requests wait for the upstream server. Try again in a moment.", TimeSpan.FromSeconds(1)),
            TimeoutRejectedException => (HttpStatusCode.GatewayTimeout, "The upstream server did not answer in time.", (TimeSpan?)null),
            _ when Failure.IsNotSent(exception) => (HttpStatusCode.BadGateway, "The upstream server can't be reached.", null),
            _ => (HttpStatusCode.BadGateway, "The upstream server broke off, or sent what can't be understood.", null),
        };
        Tell(request, (int)status, exception);
        if (request.Kind == ForwardKind.Retry && status != HttpStatusCode.ServiceUnavailable && !Failure.IsNotSent(exception))
            message += MayBeDone;
        var response = new HttpResponseMessage(status) { Content = new WholeAnswer(new ByteArrayContent([]), Body(message)) };
        var whole = (WholeAnswer)response.Content;
        whole.Original.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        whole.Original.Headers.ContentLength = whole.Bytes.Length;
        if (retryAfter is { } pause)
            response.Headers.TryAddWithoutValidation("Retry-After", Seconds(pause));
        return response;
    }

    /// <summary>Finishes what the forwarder gave up.</summary>
    public async Task FinishAsync(ForwardedRequest request, ForwarderError error)
    {
        var context = request.Context;
        var response = context.Response;
        if (context.RequestAborted.IsCancellationRequested)
        {
            if (!response.HasStarted)
                response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            log.TellLeft($"{store}: {request.Kind}");
            return;
        }

        if (error is not (ForwarderError.RequestBodyClient or ForwarderError.ResponseBodyClient))
            Tell(request, response.StatusCode, context.Features.Get<IForwarderErrorFeature>()?.Exception, error);
        if (response.HasStarted)
            return; // The forwarder has cut the connection: the client sees that the answer is not whole.
        var message = response.StatusCode switch
        {
            StatusCodes.Status504GatewayTimeout => "The upstream server did not answer in time.",
            StatusCodes.Status502BadGateway => "The upstream server broke off, or sent what can't be understood.",
            StatusCodes.Status413PayloadTooLarge => "The request's body is too large.",
            _ => "The request's body could not be read.",
        };
        var body = Body(message);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    private void Tell(ForwardedRequest request, int status, Exception? exception, ForwarderError? error = null) =>
        log.Tell($"{store}: {request.Kind}", status, $"{(error is null ? "" : error + ", ")}{Reason(exception)}");

    // The innermost says what happened; the ones around it, where it was noticed.
    private static string Reason(Exception? exception)
    {
        if (exception is not (null or ExecutionRejectedException))
            exception = Failure.Named(exception.GetBaseException(), isCancelled: true);
        return $"{exception?.GetType().Name}: {exception?.Message}";
    }

    private static byte[] Body(string message) => [.. "{\"error\":\""u8, .. System.Text.Encoding.UTF8.GetBytes(message), .. "\"}"u8];

    private static string Seconds(TimeSpan pause) => Math.Max(1, (long)Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
