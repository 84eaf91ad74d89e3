using System.Diagnostics;

namespace JobsGateway.Migration.Tests.Support;

/// <summary>An import in another process (tests/Migration.Crash), to be killed.</summary>
internal sealed class ImportProcess : IDisposable
{
    private readonly Process _process;

    public ImportProcess(Studio studio, LocalStore local, params string[] more)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "JobsGateway.Migration.Crash.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, studio.Address, local.File, local.Checkpoint, .. more]) { RedirectStandardOutput = true })!;
    }

    /// <summary>Waits until that many batches are in the store; false where it ended before.</summary>
    public async Task<bool> UntilWrittenAsync(int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            if (await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is null)
                return false;
        }

        return true;
    }

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
