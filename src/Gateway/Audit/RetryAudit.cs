using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Endpoints;

namespace JobsGateway.Gateway.Audit;

/// <summary>Stands around the retries, when their bearer may have them: takes down what is asked for before anybody changes the request, and lets none through unrecorded where that is required.</summary>
internal sealed class RetryAudit(AuditTrail trail)
{
    private static readonly ReadOnlyMemory<byte> NotRecorded = ErrorBodies.Error("The retry can't be recorded, so it was not carried out. Try again in a moment.");

    /// <summary>The retry with the audit around it.</summary>
    public RequestDelegate Around(RequestDelegate retry) => context =>
    {
        var request = context.Features.Get<JobsRequest>()!;
        var notes = RetryNotes.Of(context, request);
        return trail.IsRequired ? RecordThenAsync(context, request, notes, retry) : retry(context);
    };

    private async Task RecordThenAsync(HttpContext context, JobsRequest request, RetryNotes notes, RequestDelegate retry)
    {
        if (await trail.AskedAsync(context, request, notes))
        {
            await retry(context);
            return;
        }

        context.Response.Headers.RetryAfter = "1";
        await StudioResponse.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, NotRecorded, isRead: false);
    }
}
