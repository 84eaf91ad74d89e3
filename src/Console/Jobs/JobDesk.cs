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
    private const string ById = "RetryById", ByQuery = "RetryByQuery";

    private static readonly string[] OtherOperations = ["retry", "external", "correlationId"];

    /// <summary>Looks a job up.</summary>
    public async Task<JobLookup> FindAsync(JobKey key, string text)
    {
        // In the place of an id these are other operations: a look never asks for one of them.
        if (key == JobKey.Id && OtherOperations.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase))
            return new JobLookup(null, [], null, "That is no job's id: 24 characters of 0-9 and a-f.");
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
    /// <remarks>The dry run is the query's: it counts only where the same store answers both.</remarks>
    public Task<RetryPlan> PlanAsync(string id) =>
        IsTriedBy(ById) && IsTriedBy(ByQuery) && Route(ById).Store == Route(ByQuery).Store ? TryAsync(new RetryForm { Ids = id }, ById) : LookAsync([id], ById);

    /// <summary>What a retry by query would do.</summary>
    public Task<RetryPlan> PlanAsync(RetryForm form)
    {
        if (IsTriedBy(ByQuery))
            return TryAsync(form, ByQuery);
        if (form.HasCriteria || form.IdList.Count == 0)
            return Task.FromResult(RetryPlan.None($"Retries are answered by {Route(ByQuery).Text}: only ids can be given, nothing else."));
        return form.IdList.Count > MostWithoutDryRun
            ? Task.FromResult(RetryPlan.None($"There is no dry run here, so each job is looked at: give at most {MostWithoutDryRun} ids."))
            : LookAsync(form.IdList, ByQuery);
    }

    /// <summary>Retries the jobs of a plan: these, whatever else would match by now, and by the route that was asked.</summary>
    public async Task<RetryResult> RetryAsync(RetryPlan plan)
    {
        if (Route(plan.Operation).Text != plan.Route)
            return new RetryResult([], [], $"Nothing was retried: retries are answered by {Route(plan.Operation).Text} now. Look again what would be retried.");
        var ids = plan.Jobs.Select(job => job.Id).ToList();
        var answer = plan.Operation == ById
            ? await SendAsync("POST", $"{Jobs}/retry/{Uri.EscapeDataString(ids[0])}")
            : await SendAsync("POST", $"{Jobs}/retry", BodyOf(ids));
        if (answer.Status != 200)
            return new RetryResult([], [], GatewayJson.ProblemOf(answer));
        return GatewayJson.Parse(answer) is null
            ? new RetryResult([], [], "The retry was answered 200, but the answer can't be shown: the jobs may have been retried. Look at them before you retry them again.")
            : new RetryResult([.. GatewayJson.Jobs(answer).Select(JobName.Of)], GatewayJson.Skipped(answer));
    }

    private async Task<RetryPlan> TryAsync(RetryForm form, string operation)
    {
        var answer = await SendAsync("GET", $"{Jobs}/retry?{form.DryRunQuery()}");
        if (answer.Status != 200 || answer.IsCut)
            return RetryPlan.None(GatewayJson.ProblemOf(answer));
        var (jobs, skipped) = (GatewayJson.Jobs(answer), GatewayJson.Skipped(answer));
        var unknown = form.IdList.Except(jobs.Select(job => job.Id).Concat(skipped.Select(job => job.Id)), StringComparer.OrdinalIgnoreCase);
        return new RetryPlan
        {
            Operation = operation,
            Route = Route(operation).Text,
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
            Operation = operation,
            Route = Route(operation).Text,
            Jobs = jobs,
            Skipped = skipped,
            Note = $"Retries are answered by {Route(operation).Text}, which has no dry run. This is what the documents say; the answer may still be a refusal.",
        };
    }

    // The array of ids is what a deployed server knows; it means queue jobs only.
    private string BodyOf(IReadOnlyList<string> ids) =>
        Route(ByQuery) is { IsUpstream: true, Modes.Count: 0 } ? JsonSerializer.Serialize(ids) : JsonSerializer.Serialize(new { ids });

    private bool IsTriedBy(string operation) => Route(operation) is { IsUpstream: false, Modes.Count: 0 };

    private RouteState Route(string operation) => gateway.Read().Routes.First(route => route.Operation == operation);

    private async Task<GatewayAnswer> SendAsync(string method, string target, string? json = null)
    {
        if (!await session.CheckAsync())
            return new GatewayAnswer(401, """{"error":"You are signed out."}""", false, null);
        return await client.SendAsync(new GatewayCall(method, target, json), session.Caller(new Uri(navigation.BaseUri).Authority), CancellationToken.None);
    }
}
