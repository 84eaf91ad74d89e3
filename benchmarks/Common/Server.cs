using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace JobsGateway.Benchmarks.Common;

/// <summary>A server under measurement: started, waited for, stopped.</summary>
public sealed class Server : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private Server(Process process, string address)
    {
        _process = process;
        Address = address;
        // Read on, or a server that logs much waits for ever when the pipe is full.
        _ = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public string Address { get; }

    /// <summary>The processor time it has used so far, in all its threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>A port nothing listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static string AddressOf(int port) => $"http://127.0.0.1:{port}";

    /// <summary>Starts a gateway.</summary>
    /// <param name="assembly">Its build.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="settings">Its configuration, as command-line switches.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task<Server> StartGatewayAsync(string assembly, int port, string[] settings, CancellationToken cancellationToken) =>
        StartAsync(Programs.Start(assembly, ["run", $"--Urls={AddressOf(port)}", .. settings]), port, cancellationToken);

    /// <summary>Waits until the process answers, with whatever status.</summary>
    public static async Task<Server> StartAsync(Process process, int port, CancellationToken cancellationToken)
    {
        var server = new Server(process, AddressOf(port));
        try
        {
            await server.WaitAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true); // nginx has workers.
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (_process.HasExited)
                throw new InvalidOperationException(await _errors);
            try
            {
                await client.GetAsync(new Uri(Address + "/health"), cancellationToken);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, cancellationToken);
            }
        }

        throw new TimeoutException($"Nothing listens on {Address}.");
    }
}
