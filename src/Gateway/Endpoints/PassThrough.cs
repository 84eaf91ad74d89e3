using JobsGateway.Stores.Upstream;
using JobsGateway.Stores.Upstream.Forwarding;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>What is no operation of the jobs API goes to the server that is configured for it, as it came.</summary>
internal static class PassThrough
{
    public static Task ForwardAsync(HttpContext context, UpstreamStore upstream)
    {
        JobsRequest.AnsweredBy(context, upstream.Name);
        return upstream.ForwardAsync(context, ForwardKind.PassThrough);
    }
}
