using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>Everything that is no endpoint: it passes through to the server that is configured for it, else there is no such route.</summary>
internal sealed class OtherPaths(RequestDelegate next, RoutePlanSource routes)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not null)
            return next(context);
        return routes.Current.PassThrough is { } upstream ? PassThrough.ForwardAsync(context, upstream) : UnknownRoute.AnswerAsync(context);
    }
}
