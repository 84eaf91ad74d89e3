using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace JobsGateway.Gateway.Operations.Shutdown;

/// <summary>
/// Once the gateway has been asked to end, every answer is its connection's last (<c>Connection: close</c>; GOAWAY in HTTP/2), so that clients open their
/// next one elsewhere and none is in the middle of a request when Kestrel closes what is left. WebSockets have no last answer: they end with the delay.
/// </summary>
internal sealed class ConnectionsMoveOn(RequestDelegate next, GracefulShutdown shutdown)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (shutdown.HasBegun)
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        return IsUpgrade(context.Features) ? EndWithDelayAsync(context) : next(context);
    }

    private async Task EndWithDelayAsync(HttpContext context)
    {
        using var ending = shutdown.DelayIsOver.Register(() =>
        {
            if (IsSwitched(context))
                context.Abort();
        });
        await next(context);
    }

    // A server may answer like any other request what only offers to switch, as curl --http2 does; that answer is not to be cut.
    private static bool IsSwitched(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols
        || (context.Response.HasStarted && context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true });

    private static bool IsUpgrade(IFeatureCollection features) =>
        features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } || features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };
}
