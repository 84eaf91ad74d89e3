using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The reads: they parse what the client asked, ask the route's store and leave the answer to <see cref="JobResponses"/>.</summary>
internal sealed class FetchHandlers(RoutePlanSource routes)
{
    public async Task ByIdAsync(HttpContext context)
    {
        if (JobIdText.Parse(JobsRequest.ParameterOf(context), out var id) is { } error)
        {
            await JobResponses.BadRequestAsync(context, error);
            return;
        }

        var outcome = await routes.Current[Operation.FetchById].FetchByIdAsync(id, context.RequestAborted);
        await JobResponses.FetchedAsync(context, outcome);
    }

    public async Task ByCorrelationIdAsync(HttpContext context)
    {
        var store = routes.Current[Operation.FetchByCorrelationId];
        var outcome = await store.FetchByCorrelationIdAsync(JobsRequest.ParameterOf(context), context.RequestAborted);
        await JobResponses.FetchedAsync(context, outcome);
    }

    public async Task ByExternalIdAsync(HttpContext context)
    {
        if (QueryParameters.Single(context.Request.Query, "externalId", out var externalId) is { } error)
        {
            await JobResponses.BadRequestAsync(context, error);
            return;
        }

        if (externalId is null)
        {
            await JobResponses.BadRequestAsync(context, "externalId is missing: GET /api/v2/jobs/external?externalId=<id>");
            return;
        }

        var outcome = await routes.Current[Operation.FetchByExternalId].FetchByExternalIdAsync(externalId, context.RequestAborted);
        await JobResponses.ExternalAsync(context, externalId, outcome);
    }
}
