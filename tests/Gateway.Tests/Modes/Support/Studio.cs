using System.Collections.Concurrent;
using System.Globalization;

namespace JobsGateway.Gateway.Tests.Modes.Support;

/// <summary>What a <see cref="ScriptedUpstream"/> answers in Studio's place, and how often it was asked for what.</summary>
internal sealed class Studio
{
    public const string NotFoundBody = """{"error":"Job not found"}""";
    private const string Jobs = "/api/v2/jobs/", ByCorrelationId = Jobs + "correlationId/", External = Jobs + "external", ById = Jobs + "retry/";

    private readonly ScriptedUpstream _server;
    private readonly ConcurrentDictionary<string, Job> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _retried = new(StringComparer.Ordinal);

    public Studio(ScriptedUpstream server)
    {
        _server = server;
        server.On(request => Reply.Send(request.Method == "HEAD" ? Answered(request).WithoutBody() : Answered(request)));
    }

    /// <summary>The fetches that came.</summary>
    public int Fetches => _server.Received.Count(request => request.Method is "GET" or "HEAD");

    /// <summary>The retries that came, however they ended.</summary>
    public IReadOnlyList<ReceivedRequest> Retries => [.. _server.Received.Where(request => request.Method is not ("GET" or "HEAD") || request.Path.StartsWith(ById, StringComparison.Ordinal))];

    /// <summary>How many jobs were retried.</summary>
    public int Retried => _retried.Count;

    public static Answer NotFound => Answer.Json(404, NotFoundBody);

    public void Put(Job job) => _jobs[job.Id] = job;

    /// <summary>Answers these requests otherwise.</summary>
    public void Instead(Func<ReceivedRequest, bool> which, Reply reply) =>
        _server.On(request => which(request) ? reply : Reply.Send(request.Method == "HEAD" ? Answered(request).WithoutBody() : Answered(request)));

    public Answer Answered(ReceivedRequest request)
    {
        var answer = request.Path switch
        {
            External => FromExternal(Uri.UnescapeDataString(request.Target.Split("externalId=")[1])),
            var path when path.StartsWith(ByCorrelationId, StringComparison.Ordinal) => Found(_jobs.Values.FirstOrDefault(job => job.CorrelationId == path[ByCorrelationId.Length..])),
            var path when path.StartsWith(ById, StringComparison.Ordinal) => Retry(path[ById.Length..]),
            var path => Found(_jobs.GetValueOrDefault(path[Jobs.Length..].ToLowerInvariant())),
        };
        return answer.Status == 200 && request.Header("If-None-Match") == "*" ? Answer.Of(304).With("ETag", "\"studio\"") : answer;
    }

    private static Answer Found(Job? job) => job is null ? NotFound : Answer.Ok($$$"""{"data":{{{job.Shown}}}}""");

    private Answer FromExternal(string id) => _jobs.Values.Where(job => job.ExternalId == id).ToList() is { Count: > 0 } jobs
        ? Answer.Ok($$"""{"data":[{{string.Join(',', jobs.Select(job => $$"""{"jobId":"{{job.Id}}","from":"studio"}"""))}}]}""")
        : Answer.Json(400, $$"""{"error":"externalId: {{id}} has no match job"}""");

    private Answer Retry(string id)
    {
        if (!_jobs.TryGetValue(id, out var job))
            return Refused("Cannot destructure property '_id' of 'failedJob' as it is null.");
        if (job.Status != "failed")
            return Refused($"Cannot retry job {id} with status {job.Status}");
        var made = string.Create(CultureInfo.InvariantCulture, $"75e1f3a07c1b2d00{Random.Shared.Next():x8}");
        return _retried.TryAdd(id, made)
            ? Answer.Ok($$$"""{"job":{"name":"{{{job.Name}}}","data":{"transactionBody":{"from":"studio"},"of":"{{{id}}}","text":"{{{new string('x', job.Length)}}}"},"status":"pending","_id":"{{{made}}}"}}""")
            : Refused($"job {id} already retried with id {_retried[id]}");
    }

    private static Answer Refused(string message) => Answer.Json(500, $$$$"""{"errors":{"message":"{{{{message}}}}","error":{}}}""");
}
