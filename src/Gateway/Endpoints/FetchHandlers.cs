using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Upstream.Forwarding;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The reads. An upstream store answers for itself; of a local one they parse what the client asked and leave the answer to <see cref="JobResponses"/>.</summary>
internal sealed class FetchHandlers(RoutePlanSource routes)
{
    public Task ByIdAsync(HttpContext context) => routes.Current[Operation.FetchById] switch
    {
        LocalStore local => ByIdAsync(context, local.Jobs),
        var remote => ((RemoteStore)remote).Upstream.ForwardAsync(context, ForwardKind.Fetch),
    };

    public Task ByCorrelationIdAsync(HttpContext context) => routes.Current[Operation.FetchByCorrelationId] switch
    {
        LocalStore local => ByCorrelationIdAsync(context, local.Jobs),
        var remote => ((RemoteStore)remote).Upstream.ForwardAsync(context, ForwardKind.Fetch),
    };

    public Task ByExternalIdAsync(HttpContext context) => routes.Current[Operation.FetchByExternalId] switch
    {
        LocalStore local => ByExternalIdAsync(context, local.Jobs),
        var remote => ((RemoteStore)remote).Upstream.ForwardAsync(context, ForwardKind.Read),
    };

    private static async Task ByIdAsync(HttpContext context, IJobStore store)
    {
        if (JobIdText.Parse(JobsRequest.ParameterOf(context), out var id) is { } error)
        {
            await JobResponses.BadRequestAsync(context, error);
            return;
        }

        await JobResponses.FetchedAsync(context, await store.FetchByIdAsync(id, context.RequestAborted));
    }

    private static async Task ByCorrelationIdAsync(HttpContext context, IJobStore store) =>
        await JobResponses.FetchedAsync(context, await store.FetchByCorrelationIdAsync(JobsRequest.ParameterOf(context), context.RequestAborted));

    private static async Task ByExternalIdAsync(HttpContext context, IJobStore store)
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

        await JobResponses.ExternalAsync(context, externalId, await store.FetchByExternalIdAsync(externalId, context.RequestAborted));
    }
}
