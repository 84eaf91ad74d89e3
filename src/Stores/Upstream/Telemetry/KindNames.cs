using JobsGateway.Stores.Upstream.Forwarding;

namespace JobsGateway.Stores.Upstream.Telemetry;

/// <summary>The kinds of requests, as metrics and spans name them.</summary>
internal static class KindNames
{
    public static string Of(ForwardKind kind) => kind switch
    {
        ForwardKind.Fetch => nameof(ForwardKind.Fetch),
        ForwardKind.Read => nameof(ForwardKind.Read),
        ForwardKind.Retry => nameof(ForwardKind.Retry),
        _ => nameof(ForwardKind.PassThrough),
    };
}
