using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace JobsGateway.Speed;

/// <summary>Drives wrk.</summary>
internal static partial class Wrk
{
    /// <summary>One measurement.</summary>
    /// <param name="plan">How long and with how many connections.</param>
    /// <param name="url">The address; where there are targets, their base.</param>
    /// <param name="token">The bearer token; null for none.</param>
    /// <param name="targets">A file with a path a line, asked for at random; null to ask for the address alone.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Load> RunAsync(Plan plan, string url, string? token, string? targets, CancellationToken cancellationToken)
    {
        List<string> arguments = ["-t2", $"-c{plan.Connections}", $"-d{plan.Seconds}s", "--latency"];
        if (token is not null)
            arguments.AddRange(["-H", "Authorization: Bearer " + token]);
        if (targets is not null)
            arguments.AddRange(["-s", Path.Combine(Programs.Root, "benchmarks/Speed/random-targets.lua")]);
        arguments.Add(url);
        if (targets is not null)
            arguments.AddRange(["--", targets]);
        using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
        var output = await wrk.StandardOutput.ReadToEndAsync(cancellationToken);
        await wrk.WaitForExitAsync(cancellationToken);
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
            throw new InvalidOperationException("Not every request was answered with 200:\n" + output);
        return new Load(
            double.Parse(RequestsPattern().Match(output).Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            P99Pattern().Match(output).Groups[1].Value);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex RequestsPattern();

    [GeneratedRegex(@"99%\s+(\S+)")]
    private static partial Regex P99Pattern();
}

/// <summary>What wrk measured.</summary>
internal sealed record Load(double RequestsPerSecond, string P99);
