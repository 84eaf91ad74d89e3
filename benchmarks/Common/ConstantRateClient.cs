using System.Globalization;
using System.Text.Json;

namespace JobsGateway.Benchmarks.Common;

/// <summary>Drives the load of constant rate, a process of its own.</summary>
public static class ConstantRateClient
{
    /// <param name="plan">How long and with how many connections.</param>
    /// <param name="rate">Requests a second.</param>
    /// <param name="url">What is asked for.</param>
    /// <param name="token">The bearer token.</param>
    /// <param name="length">The Content-Length every answer must have.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<ConstantLoad> RunAsync(Plan plan, int rate, string url, string token, int length, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            url, "--token", token, "--rate", Text(rate), "--connections", Text(plan.Connections), "--seconds", Text(plan.Seconds), "--length", Text(length),
        ];
        var run = await Programs.RunAsync(Programs.ConstantRate, arguments, cancellationToken);
        return JsonSerializer.Deserialize<ConstantLoad>(run.Output)!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
