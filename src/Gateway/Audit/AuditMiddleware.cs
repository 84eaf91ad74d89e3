using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Audit;

/// <summary>Records every retry when it has been answered, whoever answered it: outside of everything that may answer.</summary>
/// <remarks>What the gateway itself answers is still in its buffers then, so the record is written before the client knows.</remarks>
internal sealed class AuditMiddleware(RequestDelegate next, AuditTrail trail)
{
    public Task InvokeAsync(HttpContext context)
    {
        var answering = next(context);
        // What it is, is known before anything is waited for; whatever is no retry costs a look.
        return context.Features.Get<JobsRequest>() is { Operation: nameof(Operation.RetryById) or nameof(Operation.RetryByQuery) } request
            ? RecordAsync(context, request, answering)
            : answering;
    }

    private async Task RecordAsync(HttpContext context, JobsRequest request, Task answering)
    {
        try
        {
            await answering;
        }
        finally
        {
            await trail.AnsweredAsync(context, request, RetryNotes.Of(context, request));
        }
    }
}
