using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Modes;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The reads. They take the shortest way their route allows: straight to the local store, straight on to the server, or through the route's modes.</summary>
internal sealed class FetchHandlers(RoutePlanSource routes, FetchModes modes)
{
    public Task ByIdAsync(HttpContext context) => AnswerAsync(context, routes.Current[Operation.FetchById], FetchQuestions.ById(context));

    public Task ByCorrelationIdAsync(HttpContext context) => AnswerAsync(context, routes.Current[Operation.FetchByCorrelationId], FetchQuestions.ByCorrelationId(context));

    public Task ByExternalIdAsync(HttpContext context) => AnswerAsync(context, routes.Current[Operation.FetchByExternalId], FetchQuestions.ByExternalId(context));

    private Task AnswerAsync(HttpContext context, JobsRoute route, in FetchQuestion question)
    {
        if (!route.IsPlain)
            return modes.AnswerAsync(context, route, question);
        JobsRequest.AnsweredBy(context, route.Store.Name);
        return route.Store is LocalStore local ? AnswerAsync(context, local.Jobs, question) : ((RemoteStore)route.Store).Upstream.ForwardAsync(context, question.Kind);
    }

    private static async Task AnswerAsync(HttpContext context, IJobStore store, FetchQuestion question) =>
        await StudioResponse.WriteAsync(context, await question.AskAsync(store, context.RequestAborted));
}
