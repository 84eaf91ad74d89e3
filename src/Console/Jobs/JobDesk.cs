using System.Text.Json;
using JobsGateway.WebConsole.Session;
using JobsGateway.WebConsole.Views;
using Microsoft.AspNetCore.Components;

namespace JobsGateway.WebConsole.Jobs;

/// <summary>Looks jobs up and retries them, as the client with the token of the one who is signed in.</summary>
internal sealed class JobDesk(IGatewayClient client, IGatewayView gateway, ConsoleSession session, NavigationManager navigation)
{
    /// <summary>The most jobs that are looked at one by one where a store has no dry run.</summary>
    public const int MostWithoutDryRun = 50;

    private const string Jobs = "/api/v2/jobs";

    /// <summary>Looks a job up.</summary>
    public async Task<JobLookup> FindAsync(JobKey key, string text)
    {
        var value = Uri.EscapeDataString(text.Trim());
        var answer = await SendAsync("GET", key switch
        {
            JobKey.CorrelationId => $"{Jobs}/correlationId/{value}",
            JobKey.ExternalId => $"{Jobs}/external?externalId={value}",
            _ => $"{Jobs}/{value}",
        });
        if (answer.Status != 200 || answer.IsCut)
            return new JobLookup(null, [], answer.Store, GatewayJson.ProblemOf(answer));
        var found = GatewayJson.Jobs(answer);
        return key == JobKey.ExternalId
            ? new JobLookup(null, [.. found.Select(job => new JobName(job.Text("jobId") ?? "", job.Text("type") ?? "transaction", job.Text("status") ?? ""))], answer.Store, null)
            : found is [var job, ..] ? new JobLookup(job, [], answer.Store, null) : new JobLookup(null, [], answer.Store, "The answer holds no job.");
    }

    /// <summary>What a retry of one job would do.</summary>
    public Task<RetryPlan> PlanAsync(string id) => IsTriedBy("RetryById") && IsTriedBy("RetryByQuery") ? TryAsync(new RetryForm { Ids = id }) : LookAsync([id], "RetryById");

    /// <summary>What a retry by query would do.</summary>
    public Task<RetryPlan> PlanAsync(RetryForm form)
    {
        if (IsTriedBy("RetryByQuery"))
            return TryAsync(form);
        if (form.HasCriteria || form.IdList.Count == 0)
            return Task.FromResult(RetryPlan.None($"Retries are answered by {Route("RetryByQuery").Text}: only ids can be given, nothing else."));
        return form.IdList.Count > MostWithoutDryRun
            ? Task.FromResult(RetryPlan.None($"There is no dry run here, so each job is looked at: give at most {MostWithoutDryRun} ids."))
            : LookAsync(form.IdList, "RetryByQuery");
    }

    /// <summary>Retries the jobs of a plan: these, whatever else would match by now.</summary>
    public async Task<RetryResult> RetryAsync(RetryPlan plan)
    {
        var ids = plan.Jobs.Select(job => job.Id).ToList();
        var answer = ids.Count == 1
            ? await SendAsync("POST", $"{Jobs}/retry/{Uri.EscapeDataString(ids[0])}")
            : await SendAsync("POST", $"{Jobs}/retry", BodyOf(ids));
        return answer.Status == 200
            ? new RetryResult([.. GatewayJson.Jobs(answer).Select(JobName.Of)], GatewayJson.Skipped(answer))
            : new RetryResult([], [], GatewayJson.ProblemOf(answer));
    }

    /// <summary>Forgets what was compared.</summary>
    /// <returns>What went wrong; null where nothing did.</returns>
    public async Task<string?> ResetParityAsync() =>
        await SendAsync("POST", "/gateway/parity/reset") is { Status: not 200 } answer ? GatewayJson.ProblemOf(answer) : null;

    private async Task<RetryPlan> TryAsync(RetryForm form)
    {
        var answer = await SendAsync("GET", $"{Jobs}/retry?{form.DryRunQuery()}");
        if (answer.Status != 200 || answer.IsCut)
            return RetryPlan.None(GatewayJson.ProblemOf(answer));
        var (jobs, skipped) = (GatewayJson.Jobs(answer), GatewayJson.Skipped(answer));
        var unknown = form.IdList.Except(jobs.Select(job => job.Id)).Except(skipped.Select(job => job.Id));
        return new RetryPlan
        {
            Jobs = [.. jobs.Select(JobName.Of)],
            Skipped = [.. skipped, .. GatewayJson.Remaining(answer) > 0 ? [] : unknown.Select(id => new JobName(id, "", "", form.HasCriteria ? "There is no such job, or it does not match" : "Job not found"))],
            Remaining = GatewayJson.Remaining(answer),
            IsTried = true,
        };
    }

    // A server without a dry run, or several stores: what the documents say is all there is.
    private async Task<RetryPlan> LookAsync(IReadOnlyList<string> ids, string operation)
    {
        var (jobs, skipped) = (new List<JobName>(), new List<JobName>());
        foreach (var id in ids)
        {
            var found = await FindAsync(JobKey.Id, id);
            if (found.Job is not { } job)
                skipped.Add(new JobName(id, "", "", found.Problem));
            else if (job.RetryJob is { } retry)
                skipped.Add(new JobName(id, job.Name, job.State, $"already retried with id {retry}"));
            else
                jobs.Add(JobName.Of(job));
        }

        return new RetryPlan
        {
            Jobs = jobs,
            Skipped = skipped,
            Note = $"Retries are answered by {Route(operation).Text}, which has no dry run. This is what the documents say; the answer may still be a refusal.",
        };
    }

    // The array of ids is what a deployed server knows; it means queue jobs only.
    private string BodyOf(IReadOnlyList<string> ids) =>
        Route("RetryByQuery") is { IsUpstream: true, Modes.Count: 0 } ? JsonSerializer.Serialize(ids) : JsonSerializer.Serialize(new { ids });

    private bool IsTriedBy(string operation) => Route(operation) is { IsUpstream: false, Modes.Count: 0 };

    private RouteState Route(string operation) => gateway.Read().Routes.First(route => route.Operation == operation);

    private async Task<GatewayAnswer> SendAsync(string method, string target, string? json = null)
    {
        if (!await session.CheckAsync())
            return new GatewayAnswer(401, """{"error":"You are signed out."}""", false, null);
        return await client.SendAsync(new GatewayCall(method, target, json), session.Caller(new Uri(navigation.BaseUri).Authority), CancellationToken.None);
    }
}
