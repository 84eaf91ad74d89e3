using System.Globalization;

namespace JobsGateway.Gateway.Guards.Headers;

/// <summary>Sets the headers on an answer that is the gateway's own.</summary>
internal sealed class SecurityHeaders(SecurityHeadersOptions options)
{
    private readonly string? _transport = options.Hsts is { } age ? string.Create(CultureInfo.InvariantCulture, $"max-age={(long)age.TotalSeconds}") : null;

    /// <summary>Whether answers of the jobs API get any.</summary>
    public bool IsForApi => options.Api || _transport is not null;

    /// <summary>On what management answers. A report is of its moment: nobody keeps it.</summary>
    public void OnPage(HttpContext context)
    {
        Careful(context.Response.Headers, PagePolicies.Of(context.Request.Path));
        context.Response.Headers.CacheControl = "no-store";
        OnTransport(context);
    }

    /// <summary>On what the gateway itself answers to the jobs API.</summary>
    public void OnApi(HttpContext context)
    {
        if (options.Api)
            Careful(context.Response.Headers, PagePolicies.Nothing);
        OnTransport(context);
    }

    private static void Careful(IHeaderDictionary headers, string policy)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = policy;
    }

    private void OnTransport(HttpContext context)
    {
        if (_transport is not null && context.Request.IsHttps)
            context.Response.Headers.StrictTransportSecurity = _transport;
    }
}
