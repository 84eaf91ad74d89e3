using Microsoft.AspNetCore.Http.Features;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>What routing read from the path of a request to the jobs API.</summary>
/// <param name="Parameter">The decoded path parameter; empty where the path has none.</param>
internal sealed record JobsRequest(string Parameter)
{
    /// <summary>The parameter of the request being answered.</summary>
    public static string ParameterOf(HttpContext context) => context.Features.GetRequiredFeature<JobsRequest>().Parameter;
}
