using System.Diagnostics;
using System.Globalization;

namespace JobsGateway.Benchmarks.Common;

/// <summary>The programs that are measured, as built beside this one, run as processes of their own.</summary>
public static class Programs
{
    public const string Secret = "a-secret-for-benchmarks-only-of-more-than-64-bytes-so-that-every-algorithm-takes-it";

    public static string Root { get; } = FindRoot();

    public static string Gateway => Built("src/Gateway", "JobsGateway.Gateway.dll");

    public static string BareEndpoint => Built("benchmarks/BareEndpoint", "JobsGateway.BareEndpoint.dll");

    public static string BareSqlServer => Built("benchmarks/BareSqlServer", "JobsGateway.BareSqlServer.dll");

    public static string BareYarp => Built("benchmarks/BareYarp", "JobsGateway.BareYarp.dll");

    public static string ConstantRate => Built("benchmarks/ConstantRate", "JobsGateway.ConstantRate.dll");

    public static string JobGenerator => Built("benchmarks/JobGenerator", "JobsGateway.JobGenerator.dll");

    public static Process Start(string assembly, params string[] arguments)
    {
        var start = Piped("dotnet", [assembly, .. arguments]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Jwt__Secrets__0"] = Secret;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return Process.Start(start)!;
    }

    /// <summary>Starts a program of the machine's.</summary>
    public static Process StartTool(string file, params string[] arguments) => Process.Start(Piped(file, arguments))!;

    /// <summary>Runs to the end; the result is what it printed, how long it took, the processor time it used, and the most memory it held.</summary>
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0.</exception>
    public static async Task<Finished> RunAsync(string assembly, string[] arguments, CancellationToken cancellationToken)
    {
        var ended = await EndAsync(assembly, arguments, cancellationToken);
        return ended.ExitCode == 0
            ? ended.Finished
            : throw new InvalidOperationException($"{Path.GetFileName(assembly)} ended with {ended.ExitCode}: {ended.Errors}{ended.Finished.Output}");
    }

    /// <summary>Runs to the end, whatever its exit code.</summary>
    public static async Task<Ended> EndAsync(string assembly, string[] arguments, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(assembly, arguments);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        long peak = 0, own = 0;
        var processor = TimeSpan.Zero;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Memory(process.Id, "VmHWM:"));
            own = Math.Max(own, Memory(process.Id, "RssAnon:"));
            processor = ProcessorTime(process, processor);
            await Task.Delay(50, cancellationToken);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        return new Ended(process.ExitCode, new Finished(await output, seconds, processor.TotalSeconds, peak) { PeakOwnBytes = own }, await errors);
    }

    private static ProcessStartInfo Piped(string file, string[] arguments) =>
        new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root };

    // VmHWM is the kernel's own high-water mark of the resident set, mapped files included; RssAnon is what is resident of the process's own now. In KiB.
    private static long Memory(int processId, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(name.Length).Trim().TrimEnd("kB"), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0; // It has just ended.
        }
    }

    private static TimeSpan ProcessorTime(Process process, TimeSpan last)
    {
        try
        {
            return process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return last; // It has just ended.
        }
    }

    private static string Built(string project, string assembly)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Root, project, "bin", output.Parent!.Name, output.Name, assembly);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "JobsGateway.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmarks run from the repository.");
        return folder.FullName;
    }
}

/// <summary>What a program that ended left.</summary>
/// <param name="Output">What it printed.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ProcessorSeconds">The processor time it used, in all threads.</param>
/// <param name="PeakBytes">The most memory it held, with the parts of files that are mapped into it.</param>
public sealed record Finished(string Output, double Seconds, double ProcessorSeconds, long PeakBytes)
{
    /// <summary>The most memory of its own, without mapped files, as it was seen every 50 ms.</summary>
    public long PeakOwnBytes { get; init; }
}

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Finished">What it left.</param>
/// <param name="Errors">What it printed as errors.</param>
public sealed record Ended(int ExitCode, Finished Finished, string Errors);
