using JobsGateway.Gateway.Routing;
using JobsGateway.Stores.Upstream.Forwarding;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>Everything that is no endpoint: it passes through to the server that is configured for it, else there is no such route.</summary>
internal sealed class OtherPaths(RequestDelegate next, RoutePlanSource routes)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not null)
            return next(context);
        return routes.Current.PassThrough is { } upstream ? upstream.ForwardAsync(context, ForwardKind.PassThrough) : UnknownRoute.AnswerAsync(context);
    }
}
