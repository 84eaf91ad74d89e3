using Microsoft.AspNetCore.Http.Features;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The request target byte for byte as it came in the request line.</summary>
internal static class Target
{
    public static string Of(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
}
