using System.Diagnostics;

namespace JobsGateway.Stores.Sqlite.Tests;

/// <summary>Another process at work on the file (tests/Stores.Sqlite.Crash), to be killed.</summary>
internal sealed class CrashProcess : IDisposable
{
    private readonly Process _process;

    public CrashProcess(string file, string work)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "JobsGateway.Stores.Sqlite.Crash.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, file, work]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
    }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Kills it (SIGKILL on Unix: it can't tidy up).</summary>
    /// <returns>The lines it wrote that were not read yet, the last only where it is whole.</returns>
    public IReadOnlyList<string> Kill()
    {
        _process.Kill();
        var output = _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        var whole = output[..(output.LastIndexOf('\n') + 1)];
        return whole.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
