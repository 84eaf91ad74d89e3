using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Ladder;

/// <summary>The token every rung is sent, whether it looks at it or not.</summary>
internal static class Token
{
    public static async Task<string> MintAsync(CancellationToken cancellationToken) =>
        (await Programs.RunAsync(Programs.Gateway, ["token"], cancellationToken)).Output.Trim();
}
