using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace JobsGateway.Benchmarks.Common;

/// <summary>Drives wrk.</summary>
public static partial class Wrk
{
    /// <summary>One measurement.</summary>
    /// <param name="plan">How long and with how many connections.</param>
    /// <param name="url">The address; where a script chooses the targets, their base.</param>
    /// <param name="token">The bearer token; null for none.</param>
    /// <param name="script">What wrk runs; null for nothing.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Load> RunAsync(Plan plan, string url, string? token, WrkScript? script, CancellationToken cancellationToken)
    {
        List<string> arguments = ["-t2", $"-c{plan.Connections}", $"-d{plan.Seconds}s", "--latency", "--timeout", "30s"]; // A database needs its time for the first connections.
        if (token is not null)
            arguments.AddRange(["-H", "Authorization: Bearer " + token]);
        if (script is not null)
            arguments.AddRange(["-s", Path.Combine(Programs.Root, script.Path)]);
        arguments.Add(url);
        if (script is not null)
            arguments.AddRange(["--", .. script.Arguments]);
        using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
        var output = await wrk.StandardOutput.ReadToEndAsync(cancellationToken);
        await wrk.WaitForExitAsync(cancellationToken);
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
            throw new InvalidOperationException("Not every request was answered with 200:\n" + output);
        return new Load(
            double.Parse(RequestsPattern().Match(output).Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            P99Pattern().Match(output).Groups[1].Value,
            output);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex RequestsPattern();

    [GeneratedRegex(@"99%\s+(\S+)")]
    private static partial Regex P99Pattern();
}

/// <summary>A script of wrk's.</summary>
/// <param name="Path">The file, seen from the repository.</param>
/// <param name="Arguments">What it is given.</param>
public sealed record WrkScript(string Path, params string[] Arguments);

/// <summary>What wrk measured, and all it printed.</summary>
public sealed record Load(double RequestsPerSecond, string P99, string Output);
