namespace JobsGateway.Deployment.Tests.Processes;

/// <summary>A gateway that serves.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private GatewayProcess(ChildProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>What it has logged.</summary>
    public string Output => _process.Output;

    public static async Task<GatewayProcess> StartAsync(ChildProcess process)
    {
        var line = await process.LineAsync("Now listening on: ");
        return new GatewayProcess(process, new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..]));
    }

    public Task<string> LogAsync(string text) => _process.LineAsync(text);

    public Task SignalAsync(string name) => _process.SignalAsync(name);

    public Task<int> EndAsync() => _process.EndAsync();

    public Task KillAsync() => _process.KillAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
