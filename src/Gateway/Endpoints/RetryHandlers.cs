using JobsGateway.Gateway.Routing;
using JobsGateway.Stores.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The retries: by GET as published, by POST as deployed. A retry is a write, whatever the verb: never cached, never re-sent.</summary>
internal sealed class RetryHandlers(RoutePlanSource routes)
{
    public Task ByIdAsync(HttpContext context) => ByIdAsync(context, posted: false);

    public Task ByIdPostedAsync(HttpContext context) => ByIdAsync(context, posted: true);

    public async Task ByQueryAsync(HttpContext context)
    {
        NeverCache(context);
        var error = RetryQueryString.Parse(context.Request.Query, out var query);
        await RetryAsync(context, error, query);
    }

    public async Task ByQueryPostedAsync(HttpContext context)
    {
        var error = RetryQueryBody.Parse(context.Features.GetRequiredFeature<RequestBody>().Json, out var query);
        await RetryAsync(context, error, query);
    }

    private async Task ByIdAsync(HttpContext context, bool posted)
    {
        if (!posted)
            NeverCache(context);
        var text = JobsRequest.ParameterOf(context);
        if (JobIdText.Parse(text, out var id) is not null)
        {
            await JobResponses.BadRequestAsync(context, JobIdText.CastFailure(text));
            return;
        }

        var outcome = await routes.Current[Operation.RetryById].RetryByIdAsync(id, context.RequestAborted);
        await JobResponses.RetriedAsync(context, outcome, posted);
    }

    private async Task RetryAsync(HttpContext context, string? error, RetryQuery query)
    {
        if (error is not null)
        {
            await JobResponses.BadRequestAsync(context, error);
            return;
        }

        var outcome = await routes.Current[Operation.RetryByQuery].RetryByQueryAsync(query, context.RequestAborted);
        await JobResponses.RetriedAsync(context, outcome, query.DryRun);
    }

    private static void NeverCache(HttpContext context) => context.Response.Headers.CacheControl = "no-store";
}
