using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Operations.Telemetry;

/// <summary>What metrics and spans say of a request: a few words each, whatever clients send.</summary>
/// <param name="Operation">The operation; <c>Other</c> for what is none.</param>
/// <param name="Store">The store that answered; <c>none</c> where none was asked.</param>
/// <param name="Mode">In which way the route came to it.</param>
/// <param name="Outcome">What became of the request.</param>
internal readonly record struct RequestLabels(string Operation, string Store, string Mode, string Outcome)
{
    /// <summary>Of a request that has ended.</summary>
    public static RequestLabels Of(HttpContext context)
    {
        var outcome = RequestOutcome.Of(context.Response.StatusCode);
        return context.Features.Get<JobsRequest>() is not { } request
            ? new("Other", "none", "none", outcome)
            : new(request.Operation, request.Store ?? "none", request.Store is null ? "none" : ModeOf(request.Side), outcome);
    }

    private static string ModeOf(RouteSide side) => side switch
    {
        RouteSide.Canary => "canary",
        RouteSide.Fallback => "fallback",
        _ => "store",
    };
}
