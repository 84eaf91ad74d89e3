using System.Diagnostics;
using System.Text;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.EndToEnd;

/// <summary>The built gateway as a process of its own, configured as a user does it: by a file in its folder, and by the environment.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly StringBuilder _output = new();

    private GatewayProcess(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>What it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <param name="settings">The text of <c>appsettings.json</c>.</param>
    /// <param name="environment">Environment variables on top of it.</param>
    public static async Task<GatewayProcess> StartAsync(string settings, params (string Name, string Value)[] environment)
    {
        var folder = Directory.CreateTempSubdirectory("jobsgateway-e2e-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "appsettings.json"), settings);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "JobsGateway.Gateway.dll")])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var gateway = new GatewayProcess(Process.Start(start)!, folder);
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        gateway._process.OutputDataReceived += (_, e) => gateway.Read(e.Data, address);
        gateway._process.ErrorDataReceived += (_, e) => gateway.Read(e.Data, address);
        gateway._process.BeginOutputReadLine();
        gateway._process.BeginErrorReadLine();
        try
        {
            gateway.Address = await address.Task.ByLimit();
            return gateway;
        }
        catch (TimeoutException)
        {
            var output = gateway.Output;
            await gateway.DisposeAsync();
            throw new InvalidOperationException($"The gateway did not start: {output}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().ByLimit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Read(string? line, TaskCompletionSource<Uri> address)
    {
        lock (_output)
            _output.AppendLine(line);
        if (line?.IndexOf(Listening, StringComparison.Ordinal) is { } at and >= 0)
            address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
    }
}
