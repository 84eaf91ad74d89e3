using System.Diagnostics;

namespace JobsGateway.Worker.Tests.Support;

/// <summary>A worker in a process of its own (tests/Worker.Crash), to be killed.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    public WorkerProcess(string file)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "JobsGateway.Worker.Crash.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, file]) { RedirectStandardOutput = true })!;
    }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().ByLimit();

    /// <summary>Kills it (SIGKILL on Unix: it can't tidy up).</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
