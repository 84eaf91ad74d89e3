using System.Diagnostics;

namespace JobsGateway.Speed;

/// <summary>A server under measurement: started, waited for, stopped.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process _process;

    private Server(Process process, string address)
    {
        _process = process;
        Address = address;
        _ = process.StandardOutput.ReadToEndAsync();
    }

    public string Address { get; }

    public static Task<Server> StartGatewayAsync(string database, int port, CancellationToken cancellationToken) => StartAsync(
        Programs.Start(Programs.Gateway, "run", $"--Urls=http://127.0.0.1:{port}", $"--Stores:local:ConnectionString=Data Source={database}"), port, cancellationToken);

    public static Task<Server> StartBareAsync(string bodyFile, int port, CancellationToken cancellationToken) =>
        StartAsync(Programs.Start(Programs.BareEndpoint, bodyFile, $"http://127.0.0.1:{port}"), port, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<Server> StartAsync(Process process, int port, CancellationToken cancellationToken)
    {
        var server = new Server(process, $"http://127.0.0.1:{port}");
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (process.HasExited)
                throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(cancellationToken));
            try
            {
                await client.GetAsync(new Uri(server.Address + "/health"), cancellationToken);
                return server;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, cancellationToken);
            }
        }

        throw new TimeoutException($"Nothing listens on {server.Address}.");
    }
}
