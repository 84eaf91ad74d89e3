using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Audit;
using JobsGateway.Gateway.Modes.Retries;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Upstream;
using Microsoft.AspNetCore.Http.Features;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The retries: by GET as published, by POST as deployed. A retry is a write, whatever the verb: never cached, never re-sent.</summary>
internal sealed class RetryHandlers(RoutePlanSource routes, RetryModes modes)
{
    public Task ByIdAsync(HttpContext context)
    {
        NeverCache(context);
        return ByIdAsync(context, posted: false, UpstreamRetries.ByIdAsync);
    }

    public Task ByIdPostedAsync(HttpContext context) => ByIdAsync(context, posted: true, UpstreamRetries.PostedAsync);

    public Task ByQueryAsync(HttpContext context)
    {
        NeverCache(context);
        return ByQueryAsync(context, () => (RetryQueryString.Parse(context.Request.Query, out var query), query), UpstreamRetries.ByQueryAsync);
    }

    public Task ByQueryPostedAsync(HttpContext context) =>
        ByQueryAsync(context, () => (RetryQueryBody.Parse(context.Features.GetRequiredFeature<RequestBody>().Json, out var query), query), UpstreamRetries.PostedAsync);

    private async Task ByIdAsync(HttpContext context, bool posted, Func<HttpContext, UpstreamStore, Task> forward)
    {
        var route = routes.Current[Operation.RetryById];
        JobsRequest.AnsweredBy(context, route.Store.Name);
        if (route is { IsPlain: true, Store: RemoteStore remote })
        {
            await forward(context, remote.Upstream);
            return;
        }

        var text = JobsRequest.ParameterOf(context);
        if (JobIdText.Parse(text, out var id) is not null)
            await StudioResponse.WriteAsync(context, JobAnswers.BadRequest(JobIdText.CastFailure(text)));
        else if (!route.IsPlain)
            await modes.AnswerAsync(context, route, id, posted, forward);
        else
            await StudioResponse.WriteAsync(context, JobAnswers.Retried(RetryNotes.Note(context, await ((LocalStore)route.Store).Jobs.RetryByIdAsync(id, context.RequestAborted)), posted), isRead: false);
    }

    private async Task ByQueryAsync(HttpContext context, Func<(string? Error, RetryQuery Query)> parse, Func<HttpContext, UpstreamStore, Task> forward)
    {
        var route = routes.Current[Operation.RetryByQuery];
        JobsRequest.AnsweredBy(context, route.Store.Name);
        if (route is { IsPlain: true, Store: RemoteStore remote })
        {
            await forward(context, remote.Upstream);
            return;
        }

        var (error, query) = parse();
        if (error is null && !route.IsPlain && !query.IsByIdsOnly)
            error = "Several stores answer here, and each job is retried where it lives: give the ids, and nothing else but a limit";
        if (error is not null)
            await StudioResponse.WriteAsync(context, JobAnswers.BadRequest(error));
        else if (!route.IsPlain)
            await modes.AnswerAsync(context, route, query);
        else
            await StudioResponse.WriteAsync(context, JobAnswers.Retried(RetryNotes.Note(context, await ((LocalStore)route.Store).Jobs.RetryByQueryAsync(query, context.RequestAborted), query.DryRun), query.DryRun), isRead: false);
    }

    private static void NeverCache(HttpContext context) => context.Response.Headers.CacheControl = "no-store";
}
