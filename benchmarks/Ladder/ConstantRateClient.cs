using System.Globalization;
using System.Text.Json;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Ladder;

/// <summary>Drives the load of constant rate, a process of its own.</summary>
internal static class ConstantRateClient
{
    public static async Task<ConstantLoad> RunAsync(LadderPlan plan, string url, string token, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            url, "--token", token, "--rate", Text(plan.Rate), "--connections", Text(plan.Connections), "--seconds", Text(plan.Seconds), "--length", Text(Answer.Length),
        ];
        var run = await Programs.RunAsync(Programs.ConstantRate, arguments, cancellationToken);
        return JsonSerializer.Deserialize<ConstantLoad>(run.Output)!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
