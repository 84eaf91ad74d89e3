using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace JobsGateway.Studio;

/// <summary>The five operations of the jobs API as the deployed server answers them, and one of the other paths, which makes jobs.</summary>
internal static class JobsApi
{
    private const string CastFailure = "Argument passed in must be a string of 12 bytes or a string of 24 hex characters or an integer";

    public static void Map(IEndpointRouteBuilder app, Collections collections, Bearer bearer)
    {
        app.MapGet("/health", context => Answers.JsonAsync(context, 200, """{"response":"ok"}"""));
        Map("GET", "/api/v2/jobs/correlationId/{value}", isAdmin: false, (context, value) => FoundAsync(context, collections.Do(all => Correlated(all, value))));
        Map("GET", "/api/v2/jobs/external", isAdmin: false, (context, _) => ExternalAsync(context, collections));
        Map("GET", "/api/v2/jobs/{value}", isAdmin: false, (context, value) => ObjectId.TryParse(value, out var id)
            ? FoundAsync(context, collections.Do(all => Shown(all, all.Find(JobKind.Agenda, id), all.Find(JobKind.Queue, id))))
            : Answers.FailureAsync(context, CastFailure));
        Map("POST", "/api/v2/jobs/retry/{value}", isAdmin: true, (context, value) => RetryAsync(context, retries => $$"""{"job":{{retries.Retry(ObjectId.Parse(value))}}}""", collections));
        Map("POST", "/api/v2/jobs/retry", isAdmin: true, async (context, _) =>
        {
            var ids = await JsonSerializer.DeserializeAsync<string[]>(context.Request.Body) ?? [];
            await RetryAsync(context, retries => Batch(ids, collections, retries), collections);
        });
        // What the applications call; Studio makes a job of it.
        Map("POST", "/api/v2/relay", isAdmin: false, async (context, _) =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var data = BsonDocument.Parse(await reader.ReadToEndAsync());
            await Answers.JsonAsync(context, 200, collections.Do(all => $$"""{"job":{{all.ToJson(JobKind.Queue, JobLife.NewQueueJob(all, "relay", data))}}}"""));
        });

        void Map(string method, string pattern, bool isAdmin, Func<HttpContext, string, Task> answer) => app.MapMethods(pattern, [method], context =>
        {
            if (bearer.ClaimsOf(context.Request) is not { } claims)
                return Answers.UnauthorizedAsync(context);
            return isAdmin && claims["isAdmin"]?.GetValue<bool>() != true
                ? Answers.ErrorAsync(context, 403, "The user is not admin")
                : answer(context, (string?)context.GetRouteValue("value") ?? "");
        });
    }

    private static Task FoundAsync(HttpContext context, string? job) =>
        job is null ? Answers.ErrorAsync(context, 404, "Job not found") : Answers.JsonAsync(context, 200, $$"""{"data":{{job}}}""");

    private static Task ExternalAsync(HttpContext context, Collections collections)
    {
        var externalId = context.Request.Query["externalId"].ToString();
        var jobs = collections.Do(all => all[JobKind.Queue].Where(job => Text(job, "externalId") == externalId).Select(job => ExternalForm.Of(all.ToJson(JobKind.Queue, job))).ToList());
        return jobs.Count == 0
            ? Answers.ErrorAsync(context, 400, $"externalId: {externalId} has no match job")
            : Answers.JsonAsync(context, 200, $$"""{"data":[{{string.Join(',', jobs)}}]}""");
    }

    private static async Task RetryAsync(HttpContext context, Func<Retries, string> retry, Collections collections)
    {
        try
        {
            await Answers.JsonAsync(context, 200, collections.Do(all => retry(new Retries(all))));
        }
        catch (RetryRefused e)
        {
            await Answers.FailureAsync(context, e.Message);
        }
    }

    private static string Batch(string[] ids, Collections collections, Retries retries)
    {
        var known = ids.Select(ObjectId.Parse).Distinct().Order().Where(id => collections.Find(JobKind.Queue, id) is not null).Select(retries.Retry).ToList();
        return $$"""{"data":[{{string.Join(',', known)}}],"size":{{known.Count}}}""";
    }

    private static string? Correlated(Collections all, string correlationId) => Shown(all, all[JobKind.Agenda].FirstOrDefault(job => Text(job, "correlationId") == correlationId), null);

    // Studio shows the time of the request where there is no next run.
    private static string? Shown(Collections all, BsonDocument? agendaJob, BsonDocument? queueJob)
    {
        if (agendaJob is null)
            return queueJob is null ? null : all.ToJson(JobKind.Queue, queueJob);
        return agendaJob.GetValue("nextRunAt", BsonNull.Value).IsBsonNull
            ? all.ToJson(JobKind.Agenda, agendaJob.DeepClone().AsBsonDocument.Set("nextRunAt", new BsonDateTime(DateTime.UtcNow)))
            : all.ToJson(JobKind.Agenda, agendaJob);
    }

    private static string? Text(BsonDocument job, string key) => job["data"].AsBsonDocument.TryGetValue(key, out var value) && value.IsString ? value.AsString : null;
}
