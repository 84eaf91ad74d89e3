using System.Diagnostics;
using Dapper;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>Another process at work on a schema (tests/Stores.SqlServer.Process).</summary>
internal sealed class StoreProcess : IDisposable
{
    private readonly System.Diagnostics.Process _process;

    public StoreProcess(string schema, string work, string argument = "")
    {
        // Its sessions are told from the test's by their name.
        var connection = new SqlConnectionStringBuilder(SqlServerFixture.ConnectionString) { ApplicationName = schema };
        var program = Path.Combine(AppContext.BaseDirectory, "JobsGateway.Stores.SqlServer.Process.dll");
        _process = System.Diagnostics.Process.Start(
            new ProcessStartInfo("dotnet", [program, schema, work, argument])
            {
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
                Environment = { [SqlServerFixture.Variable] = connection.ConnectionString },
            })!;
    }

    /// <summary>Several of them do the same at once. Gives what they wrote, once all have ended well.</summary>
    public static async Task<IReadOnlyList<string[]>> RaceAsync(int count, string schema, string work, string argument = "")
    {
        var processes = Enumerable.Range(0, count).Select(_ => new StoreProcess(schema, work, argument)).ToList();
        try
        {
            foreach (var process in processes)
                Assert.Equal("ready", await process.ReadLineAsync());
            var outputs = processes.Select(process => process._process.StandardOutput.ReadToEndAsync()).ToList();
            foreach (var process in processes)
                process.Go();
            var written = await Task.WhenAll(outputs);
            foreach (var process in processes)
            {
                await process._process.WaitForExitAsync();
                Assert.Equal(0, process._process.ExitCode);
            }

            return [.. written.Select(output => output.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        }
        finally
        {
            processes.ForEach(process => process.Dispose());
        }
    }

    /// <summary>Waits until the server is done with what processes on a schema that were killed had sent: it may finish a statement that nobody waits for.</summary>
    public static async Task ForgottenAsync(string schema)
    {
        await using var connection = await SqlServerFixture.OpenAsync();
        while (await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM sys.dm_exec_sessions WHERE program_name = @schema", new { schema }) > 0)
            await Task.Delay(50);
    }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>Lets it begin.</summary>
    public void Go() => _process.StandardInput.WriteLine();

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
