using Microsoft.Extensions.Primitives;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>Cross-origin requests as the server allows them (npm cors, default options): the header on every answer, every OPTIONS a preflight.</summary>
/// <remarks>ASP.NET's own middleware answers only what it recognises as a preflight and sends the header only where an Origin came in; the contract does both always.</remarks>
internal sealed class Cors(RequestDelegate next, CorsOptions options)
{
    private const string Methods = "GET,HEAD,PUT,PATCH,POST,DELETE";
    private readonly bool _any = options.Origins.Count == 0 || options.Origins.Contains(CorsOptions.AnyOrigin);

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (_any)
            headers.AccessControlAllowOrigin = "*";
        else
            AllowNamedOrigin(context.Request, headers);
        if (!HttpMethods.IsOptions(context.Request.Method))
            return next(context);
        headers.AccessControlAllowMethods = Methods;
        var asked = context.Request.Headers.AccessControlRequestHeaders;
        if (!StringValues.IsNullOrEmpty(asked))
            headers.AccessControlAllowHeaders = asked;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private void AllowNamedOrigin(HttpRequest request, IHeaderDictionary headers)
    {
        headers.Append("Vary", "Origin");
        if (request.Headers.Origin is [{ } origin] && options.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase))
            headers.AccessControlAllowOrigin = origin;
    }
}
