using System.Diagnostics;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Startup;

/// <summary>One start: the time to the first answer, the memory when nothing happens, and under load.</summary>
internal sealed record Round(double FirstAnswerMilliseconds, MemoryOf Idle, MemoryOf Loaded, double RequestsPerSecond)
{
    private const int Port = 5191;
    private const string Job = "/api/v2/jobs/65e1f3a0b0b0b0b0b0b00001";

    // What a start has left to do in the background is done by then.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    public static async Task<Round> RunAsync(StartupPlan plan, string database, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(plan.Program, cancellationToken);
        var clock = Stopwatch.StartNew();
        using var gateway = Start(plan.Program, "run", $"--Urls={Server.AddressOf(Port)}", $"--Stores:local:ConnectionString=Data Source={database}", "--Samples:Enabled=true");
        try
        {
            await FirstAnswerAsync(gateway, token, cancellationToken);
            var first = clock.Elapsed;
            await Task.Delay(Settling, cancellationToken);
            var idle = MemoryOf.Process(gateway.Id);
            var load = await Wrk.RunAsync(plan, Server.AddressOf(Port) + Job, token, null, cancellationToken);
            return new Round(first.TotalMilliseconds, idle, MemoryOf.Process(gateway.Id), load.RequestsPerSecond);
        }
        finally
        {
            gateway.Kill();
            await gateway.WaitForExitAsync(CancellationToken.None);
        }
    }

    // A fetch of a job: token checked, read from the store. With curl: this process's own first request would be measured, too.
    private static async Task FirstAnswerAsync(Process gateway, string token, CancellationToken cancellationToken)
    {
        while (!gateway.HasExited)
        {
            using var curl = Process.Start("curl", ["-sf", "-o", "/dev/null", "-H", "Authorization: Bearer " + token, Server.AddressOf(Port) + Job]);
            await curl.WaitForExitAsync(cancellationToken);
            if (curl.ExitCode == 0)
                return;
            await Task.Delay(2, cancellationToken);
        }

        throw new InvalidOperationException("The gateway ended.");
    }

    private static async Task<string> TokenAsync(string program, CancellationToken cancellationToken)
    {
        using var minting = Start(program, "token");
        var token = await minting.StandardOutput.ReadToEndAsync(cancellationToken);
        await minting.WaitForExitAsync(cancellationToken);
        return token.Trim();
    }

    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Jwt__Secrets__0"] = Programs.Secret;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return Process.Start(start)!;
    }
}
