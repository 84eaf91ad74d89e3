using System.Text;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>Chooses the endpoint of a request to the jobs API from the raw request target, in the server's order: an unknown method,
/// an unreadable body and an undecodable parameter are answered before any token is looked at.</summary>
/// <remarks>Where other paths pass through to a server, what is no operation is the server's to answer, be it on a path of the jobs API.</remarks>
internal sealed class JobsRouting(RequestDelegate next, JobsEndpoints endpoints, RoutePlanSource routes)
{
    private static readonly JobsRequest NoParameter = new("");

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var passesThrough = routes.Current.PassThrough is not null;
        if (!(passesThrough ? NodeMethods.CanPassThrough(request.Method) : NodeMethods.Contains(request.Method)))
            return RefuseMethod(context);
        if (!NodeMethods.Contains(request.Method))
            return next(context);
        var target = RequestTarget.Of(context);
        var shape = JobsPath.Match(RequestTarget.PathOf(target), out var raw);
        if (shape == PathShape.Unknown || (shape == PathShape.Health && passesThrough))
            return next(context);
        if (target.Contains('#'))
            request.QueryString = new QueryString(request.QueryString.Value?.Split('#')[0]); // Node drops a fragment, Kestrel takes it for a part of the query.
        var parsed = NoParameter;
        if (!raw.IsEmpty)
        {
            if (!UriComponent.TryDecode(raw, out var parameter))
                return passesThrough ? next(context) : StudioResponse.WriteAsync(context, StatusCodes.Status400BadRequest, BodyErrors.UndecodableParameter(raw.ToString()));
            parsed = new JobsRequest(parameter);
        }

        if (endpoints.Find(shape, request.Method) is { } endpoint)
        {
            context.Features.Set(parsed);
            context.SetEndpoint(endpoint);
            return HttpMethods.IsPost(request.Method) ? ReadBodyThenAsync(context) : next(context);
        }

        if (passesThrough)
            return next(context);
        return HttpMethods.IsOptions(request.Method) ? AnswerOptionsAsync(context, shape) : UnknownRoute.AnswerAsync(context);
    }

    private async Task ReadBodyThenAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context))
            await next(context);
    }

    private static async Task AnswerOptionsAsync(HttpContext context, PathShape shape)
    {
        if (!await RequestBody.ReadAsync(context))
            return;
        var allow = JobsEndpoints.Allow(shape)!;
        context.Response.Headers.Allow = allow;
        await StudioResponse.WriteAsync(context, StatusCodes.Status200OK, Encoding.ASCII.GetBytes(allow), StudioResponse.HtmlContentType);
    }

    private static Task RefuseMethod(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
