using System.Text.Json;
using JobsGateway.Gateway.JavaScript;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Answers;

/// <summary>The one place where outcomes become status and body.</summary>
internal static class JobAnswers
{
    private static readonly ReadOnlyMemory<byte> DataPrefix = "{\"data\":"u8.ToArray(), JobPrefix = "{\"job\":"u8.ToArray(), End = "}"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> NoStore = ErrorBodies.Error("The job store is not available. Try again in a moment.");

    /// <summary>There is no such job.</summary>
    public static StudioAnswer NotFound { get; } = StudioAnswer.Of(StatusCodes.Status404NotFound, ErrorBodies.JobNotFound, AnswerKind.NotFound);

    /// <summary>The request is the client's mistake.</summary>
    public static StudioAnswer BadRequest(string message) => StudioAnswer.Of(StatusCodes.Status400BadRequest, ErrorBodies.Errors(message));

    /// <summary>The store could not be asked.</summary>
    public static StudioAnswer Unavailable(string reason, TimeSpan? retryAfter) =>
        new(AnswerKind.Unavailable, StatusCodes.Status503ServiceUnavailable, default, NoStore, default, reason, retryAfter);

    /// <summary>A read: <c>{"data":{...}}</c></summary>
    public static StudioAnswer Fetched(in JobOutcome outcome) => One(outcome, DataPrefix);

    /// <summary>A retry: <c>{"data":{...}}</c> as published, <c>{"job":{...}}</c> where it was posted as to the deployed server.</summary>
    public static StudioAnswer Retried(in JobOutcome outcome, bool posted) => One(outcome, posted ? JobPrefix : DataPrefix);

    /// <summary>A retry by query: <c>{"data":[...],"size":n}</c>, then what was skipped and what remains, where there is any.</summary>
    public static StudioAnswer Retried(RetryQueryOutcome outcome, bool dryRun)
    {
        if (outcome.UnavailableReason is { } reason)
            return Unavailable(reason, outcome.RetryAfter);
        return StudioAnswer.Of(StatusCodes.Status200OK, StudioJson.Object(json =>
        {
            WriteDocuments(json, outcome.Jobs);
            json.WriteNumber("size", outcome.Jobs.Count);
            if (outcome.Skipped.Count > 0)
                WriteSkipped(json, outcome.Skipped);
            if (outcome.Remaining > 0)
                json.WriteNumber("remaining", outcome.Remaining);
            if (dryRun)
                json.WriteBoolean("dryRun", true);
        }));
    }

    /// <summary>A read by external id: the transactions of the jobs, none being the server's 400.</summary>
    public static StudioAnswer External(string externalId, JobsOutcome outcome)
    {
        if (outcome.UnavailableReason is { } reason)
            return Unavailable(reason, outcome.RetryAfter);
        if (outcome.Documents.Count == 0)
            return StudioAnswer.Of(StatusCodes.Status400BadRequest, ErrorBodies.NoExternalMatch(externalId), AnswerKind.NotFound);
        return StudioAnswer.Of(StatusCodes.Status200OK, StudioJson.Object(json =>
        {
            json.WriteStartArray("data");
            foreach (var document in outcome.Documents)
                ExternalTransaction.Write(json, document);
            json.WriteEndArray();
        }));
    }

    private static StudioAnswer One(in JobOutcome outcome, ReadOnlyMemory<byte> prefix) => outcome.Status switch
    {
        OutcomeStatus.Found => new(AnswerKind.Answered, StatusCodes.Status200OK, prefix, outcome.Document.Utf8, End),
        OutcomeStatus.NotFound => NotFound,
        OutcomeStatus.Refused => StudioAnswer.Of(StatusCodes.Status409Conflict, ErrorBodies.Errors(outcome.Reason!)),
        _ => Unavailable(outcome.Reason!, outcome.RetryAfter),
    };

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
