using System.Globalization;
using System.Text.Json;
using JobsGateway.Gateway.JavaScript;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Resilience;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The one place where outcomes become status and body.</summary>
internal static class JobResponses
{
    private static readonly ReadOnlyMemory<byte> DataPrefix = "{\"data\":"u8.ToArray(), JobPrefix = "{\"job\":"u8.ToArray(), End = "}"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Unavailable = ErrorBodies.Error("The job store is not available. Try again in a moment.");

    public static Task BadRequestAsync(HttpContext context, string message) =>
        StudioResponse.WriteAsync(context, StatusCodes.Status400BadRequest, ErrorBodies.Errors(message));

    /// <summary>A read: <c>{"data":{...}}</c></summary>
    public static Task FetchedAsync(HttpContext context, JobOutcome outcome) => OneAsync(context, outcome, DataPrefix, isRead: true);

    /// <summary>A retry: <c>{"data":{...}}</c> as published, <c>{"job":{...}}</c> where it was posted as to the deployed server.</summary>
    public static Task RetriedAsync(HttpContext context, JobOutcome outcome, bool posted) => OneAsync(context, outcome, posted ? JobPrefix : DataPrefix, isRead: false);

    /// <summary>A retry by query: <c>{"data":[...],"size":n}</c>, then what was skipped and what remains, where there is any.</summary>
    public static Task RetriedAsync(HttpContext context, RetryQueryOutcome outcome, bool dryRun)
    {
        if (outcome.UnavailableReason is { } reason)
            return UnavailableAsync(context, reason, outcome.RetryAfter);
        return StudioResponse.WriteAsync(context, StatusCodes.Status200OK, StudioJson.Object(json =>
        {
            WriteDocuments(json, outcome.Jobs);
            json.WriteNumber("size", outcome.Jobs.Count);
            if (outcome.Skipped.Count > 0)
                WriteSkipped(json, outcome.Skipped);
            if (outcome.Remaining > 0)
                json.WriteNumber("remaining", outcome.Remaining);
            if (dryRun)
                json.WriteBoolean("dryRun", true);
        }), isRead: false);
    }

    /// <summary>A read by external id: the transactions of the jobs, none being the server's 400.</summary>
    public static Task ExternalAsync(HttpContext context, string externalId, JobsOutcome outcome)
    {
        if (outcome.UnavailableReason is { } reason)
            return UnavailableAsync(context, reason, outcome.RetryAfter);
        if (outcome.Documents.Count == 0)
            return StudioResponse.WriteAsync(context, StatusCodes.Status400BadRequest, ErrorBodies.Error($"externalId: {externalId} has no match job"));
        return StudioResponse.WriteAsync(context, StatusCodes.Status200OK, StudioJson.Object(json =>
        {
            json.WriteStartArray("data");
            foreach (var document in outcome.Documents)
                ExternalTransaction.Write(json, document);
            json.WriteEndArray();
        }));
    }

    private static Task OneAsync(HttpContext context, JobOutcome outcome, ReadOnlyMemory<byte> prefix, bool isRead) => outcome.Status switch
    {
        OutcomeStatus.Found => StudioResponse.WriteAsync(context, StatusCodes.Status200OK, prefix, outcome.Document.Utf8, End, isRead: isRead),
        OutcomeStatus.NotFound => StudioResponse.WriteAsync(context, StatusCodes.Status404NotFound, ErrorBodies.JobNotFound),
        OutcomeStatus.Refused => StudioResponse.WriteAsync(context, StatusCodes.Status409Conflict, ErrorBodies.Errors(outcome.Reason!)),
        _ => UnavailableAsync(context, outcome.Reason!, outcome.RetryAfter),
    };

    private static Task UnavailableAsync(HttpContext context, string reason, TimeSpan? retryAfter)
    {
        context.RequestServices.GetRequiredService<FailureLog>().Tell(context.GetEndpoint()!.DisplayName!, StatusCodes.Status503ServiceUnavailable, reason);
        var seconds = Math.Max(1, (long)Math.Ceiling(retryAfter?.TotalSeconds ?? 1));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return StudioResponse.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, Unavailable);
    }

    private static void WriteDocuments(Utf8JsonWriter json, IReadOnlyList<JobDocument> documents)
    {
        json.WriteStartArray("data");
        foreach (var document in documents)
            json.WriteRawValue(document.Utf8.Span, skipInputValidation: true);
        json.WriteEndArray();
    }

    private static void WriteSkipped(Utf8JsonWriter json, IReadOnlyList<SkippedJob> skipped)
    {
        json.WriteStartArray("skipped");
        foreach (var job in skipped)
        {
            json.WriteStartObject();
            json.WriteString("id", job.Id.ToString());
            json.WriteString("reason", job.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
