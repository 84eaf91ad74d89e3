using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The retries: by GET as published, by POST as deployed. A retry is a write, whatever the verb: never cached, never re-sent.</summary>
internal sealed class RetryHandlers(RoutePlanSource routes)
{
    public Task ByIdAsync(HttpContext context)
    {
        NeverCache(context);
        return routes.Current[Operation.RetryById] switch
        {
            LocalStore local => ByIdAsync(context, local.Jobs, posted: false),
            var remote => UpstreamRetries.ByIdAsync(context, ((RemoteStore)remote).Upstream),
        };
    }

    public Task ByIdPostedAsync(HttpContext context) => routes.Current[Operation.RetryById] switch
    {
        LocalStore local => ByIdAsync(context, local.Jobs, posted: true),
        var remote => UpstreamRetries.PostedAsync(context, ((RemoteStore)remote).Upstream),
    };

    public Task ByQueryAsync(HttpContext context)
    {
        NeverCache(context);
        return routes.Current[Operation.RetryByQuery] switch
        {
            LocalStore local => RetryAsync(context, local.Jobs, RetryQueryString.Parse(context.Request.Query, out var query), query),
            var remote => UpstreamRetries.ByQueryAsync(context, ((RemoteStore)remote).Upstream),
        };
    }

    public Task ByQueryPostedAsync(HttpContext context) => routes.Current[Operation.RetryByQuery] switch
    {
        LocalStore local => RetryAsync(context, local.Jobs, RetryQueryBody.Parse(context.Features.GetRequiredFeature<RequestBody>().Json, out var query), query),
        var remote => UpstreamRetries.PostedAsync(context, ((RemoteStore)remote).Upstream),
    };

    private static async Task ByIdAsync(HttpContext context, IJobStore store, bool posted)
    {
        var text = JobsRequest.ParameterOf(context);
        if (JobIdText.Parse(text, out var id) is not null)
            await JobResponses.BadRequestAsync(context, JobIdText.CastFailure(text));
        else
            await JobResponses.RetriedAsync(context, await store.RetryByIdAsync(id, context.RequestAborted), posted);
    }

    private static async Task RetryAsync(HttpContext context, IJobStore store, string? error, RetryQuery query)
    {
        if (error is not null)
            await JobResponses.BadRequestAsync(context, error);
        else
            await JobResponses.RetriedAsync(context, await store.RetryByQueryAsync(query, context.RequestAborted), query.DryRun);
    }

    private static void NeverCache(HttpContext context) => context.Response.Headers.CacheControl = "no-store";
}
