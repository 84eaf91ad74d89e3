using Microsoft.AspNetCore.Http;

namespace JobsGateway.WebConsole.Hosting;

/// <summary>Lets only the console's own pages talk to it: a page of another site could open its WebSocket otherwise, as browsers bind WebSockets to no origin.</summary>
/// <remarks>A browser says where a request comes from by <c>Sec-Fetch-Site</c>, an older one by <c>Origin</c>, which is compared with the host that was asked. A proxy in front has to pass <c>Host</c> on.</remarks>
internal sealed class SameOrigin(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (IsOwn(context.Request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("The console answers its own pages only. If a proxy stands in front of it, let it pass the Host header on.");
    }

    private static bool IsOwn(HttpRequest request)
    {
        // Somebody follows a link to a page, which does nothing yet.
        if (HttpMethods.IsGet(request.Method) && !request.HttpContext.WebSockets.IsWebSocketRequest && request.Headers.Upgrade.Count == 0)
            return true;
        return request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" => true,
            "" => request.Headers.Origin.Count == 0 || request.Headers.Origin is [{ } origin] && Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value,
            _ => false,
        };
    }
}
