using System.Diagnostics;
using JobsGateway.Stores.Upstream.Clusters;
using JobsGateway.Stores.Upstream.Forwarding;
using JobsGateway.Stores.Upstream.Sending;

namespace JobsGateway.Stores.Upstream.Telemetry;

/// <summary>A send under way. The default one measures nothing.</summary>
internal readonly record struct MeasuredSend(SendTelemetry? Telemetry, ForwardKind Kind, Destination Destination, Activity? Span, long Start)
{
    /// <summary>Lets the server's spans hang on this send. Without a span the client's own context goes on as it came.</summary>
    public void PassOn(HttpRequestMessage message)
    {
        if (Span is null)
            return;
        Span.SetTag("http.request.method", message.Method.Method).SetTag("server.address", message.RequestUri!.Host).SetTag("server.port", message.RequestUri.Port);
        TraceContext.Write(Span, message.Headers);
    }

    /// <summary>The server has answered.</summary>
    public void Answered(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        End(status < 300 ? "2xx" : status < 400 ? "3xx" : status < 500 ? "4xx" : "5xx");
        Span?.SetTag("http.response.status_code", status);
        if (status >= 500)
            Span?.SetTag("error.type", status.ToString(System.Globalization.CultureInfo.InvariantCulture)).SetStatus(ActivityStatusCode.Error);
        Span?.Dispose();
    }

    /// <summary>There was no answer.</summary>
    /// <param name="exception">Why.</param>
    /// <param name="isCancelled">Whether it was given up: by its client, for another that was faster, or after its time.</param>
    public void Failed(Exception exception, bool isCancelled)
    {
        var outcome = isCancelled ? "given_up" : Failure.IsNotSent(exception) ? "unreachable" : "failed";
        End(outcome);
        if (Span is null)
            return;
        Span.SetTag("error.type", exception.GetType().FullName);
        if (!isCancelled)
            Span.SetStatus(ActivityStatusCode.Error); // Without a description: a message may quote what came.
        Span.Dispose();
    }

    private void End(string outcome)
    {
        Telemetry?.Record(Kind, Destination, outcome, Start);
        Span?.SetTag("outcome", outcome);
    }
}
