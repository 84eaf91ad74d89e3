using System.Text;
using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Routing;
using JobsGateway.Stores.Upstream.Forwarding;
using Microsoft.AspNetCore.Http.Features;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>Chooses the endpoint of a request to the jobs API from the raw request target, in the server's order: an unknown method,
/// an unreadable body and an undecodable parameter are answered before any token is looked at.</summary>
/// <remarks>Where other paths pass through to a server, what is no operation is the server's to answer, be it on a path of the jobs API.
/// But not what somebody after the gateway may take for an operation that it is not here.</remarks>
internal sealed class JobsRouting(RequestDelegate next, JobsEndpoints endpoints, RoutePlanSource routes)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var upstream = routes.Current.PassThrough;
        var isWebSocket = HttpMethods.IsConnect(request.Method) && context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true }; // as HTTP/2 asks for one
        if (!isWebSocket && !(upstream is not null ? NodeMethods.CanPassThrough(request.Method) : NodeMethods.Contains(request.Method)))
            return RefuseMethod(context);
        var path = RawTarget.PathOf(RawTarget.Of(context));
        var shape = JobsPath.Match(path, out var raw);
        if (shape == PathShape.Unknown || (shape == PathShape.Health && upstream is not null))
            return OtherReadings.MayBeOperation(path, request.Path.Value) ? UnknownRoute.AnswerAsync(context) : next(context);
        var parameter = "";
        bool mayBeOther;
        if (!raw.IsEmpty && !UriComponent.TryDecode(raw, out parameter))
        {
            if (upstream is null)
                return StudioResponse.WriteAsync(context, StatusCodes.Status400BadRequest, BodyErrors.UndecodableParameter(raw.ToString()));
            mayBeOther = OtherReadings.MayBeSegments(raw); // Else the server, too, can but refuse it.
        }
        else if (endpoints.Find(shape, request.Method) is { } endpoint)
        {
            return AnswerAsync(context, endpoint, parameter);
        }
        else
        {
            mayBeOther = OtherReadings.MayBeOperation(path, request.Path.Value);
        }

        if (mayBeOther || isWebSocket) // A server of HTTP/1.1 is asked by GET.
            return UnknownRoute.AnswerAsync(context);
        if (upstream is not null)
            return PassThrough.ForwardAsync(context, upstream); // At once: YARP's own routes would send the path on decoded.
        return HttpMethods.IsOptions(request.Method) ? AnswerOptionsAsync(context, shape) : UnknownRoute.AnswerAsync(context);
    }

    private Task AnswerAsync(HttpContext context, Endpoint endpoint, string parameter)
    {
        var request = context.Request;
        if (request.QueryString.Value is { } query && query.Contains('#'))
            request.QueryString = new QueryString(query.Split('#')[0]); // Node drops a fragment, Kestrel takes it for a part of the query.
        context.Features.Set(new JobsRequest(endpoint.DisplayName!, parameter));
        context.SetEndpoint(endpoint);
        return HttpMethods.IsPost(request.Method) ? ReadBodyThenAsync(context) : next(context);
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
