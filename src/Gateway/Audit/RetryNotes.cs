using System.Text.Json;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Routing;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Audit;

/// <summary>What is noted of a retry on its way: what was asked for, and what a store of the gateway's own made of it. A server's answer passes unread.</summary>
internal sealed class RetryNotes
{
    private RetryNotes(HttpContext context, JobsRequest request)
    {
        Method = context.Request.Method;
        Id = request.Operation == nameof(Operation.RetryById) ? request.Parameter : null;
        Query = Id is null ? Read(context) : null;
    }

    /// <summary>GET or POST, as the client sent it.</summary>
    public string Method { get; }

    /// <summary>The job, as the client wrote its id; null in a retry by query.</summary>
    public string? Id { get; }

    /// <summary>The criteria; null in a retry by id, and where they can't be understood.</summary>
    public RetryQuery? Query { get; }

    /// <summary>The ids of the new jobs; null in a dry run, and where nobody here knows.</summary>
    public IReadOnlyList<string>? NewJobs { get; private set; }

    /// <summary>How many jobs were retried; null where nobody here knows.</summary>
    public int? Retried => NewJobs?.Count;

    /// <summary>How many jobs would be retried; null where it is no dry run.</summary>
    public int? WouldRetry { get; private set; }

    /// <summary>How many matched and could not be retried.</summary>
    public int? Skipped { get; private set; }

    /// <summary>The notes of this request. To be taken before it goes on to a server, which may change it.</summary>
    public static RetryNotes Of(HttpContext context, JobsRequest request)
    {
        if (context.Features.Get<RetryNotes>() is not { } notes)
            context.Features.Set(notes = new RetryNotes(context, request));
        return notes;
    }

    /// <summary>Notes how a retry by id ended, and gives it back.</summary>
    public static JobOutcome Note(HttpContext context, JobOutcome outcome)
    {
        // A store that did not answer in time may have retried it all the same.
        if (outcome.Status != OutcomeStatus.Unavailable)
            context.Features.Get<RetryNotes>()?.Take(outcome.Status == OutcomeStatus.Found ? [outcome.Document] : [], skipped: 0, isDryRun: false);
        return outcome;
    }

    /// <summary>Notes how a retry by query ended, and gives it back.</summary>
    public static RetryQueryOutcome Note(HttpContext context, RetryQueryOutcome outcome, bool isDryRun)
    {
        if (outcome.UnavailableReason is null)
            context.Features.Get<RetryNotes>()?.Take(outcome.Jobs, outcome.Skipped.Count, isDryRun);
        return outcome;
    }

    private void Take(IReadOnlyList<JobDocument> jobs, int skipped, bool isDryRun)
    {
        Skipped = skipped;
        if (isDryRun)
            WouldRetry = jobs.Count;
        else
            NewJobs = [.. jobs.Select(IdOf)];
    }

    private static string IdOf(JobDocument job)
    {
        using var json = job.Parse();
        return json.RootElement.TryGetProperty("_id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : "";
    }

    private static RetryQuery? Read(HttpContext context)
    {
        RetryQuery query;
        var error = HttpMethods.IsGet(context.Request.Method)
            ? RetryQueryString.Parse(context.Request.Query, out query)
            : RetryQueryBody.Parse(context.Features.Get<RequestBody>()?.Json, out query);
        return error is null ? query : null;
    }
}
