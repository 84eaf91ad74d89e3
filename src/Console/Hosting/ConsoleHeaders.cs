using Microsoft.AspNetCore.Http;

namespace JobsGateway.WebConsole.Hosting;

/// <summary>What browsers are told to allow the console: nothing from elsewhere, no frame around it, no copy kept.</summary>
internal sealed class ConsoleHeaders(RequestDelegate next)
{
    // MudBlazor sets positions and colours by style attributes and a style element; scripts come from files only.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return next(context);
    }
}
