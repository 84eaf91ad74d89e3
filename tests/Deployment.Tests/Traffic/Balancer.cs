using System.Collections.Concurrent;
using JobsGateway.Deployment.Tests.Processes;

namespace JobsGateway.Deployment.Tests.Traffic;

/// <summary>Sends requests only to gateways that say they are ready, as a load balancer does, and looks at each all the time.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<GatewayProcess, Target> _targets = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly HttpClient _client = new();
    private readonly Task _watching;

    public Balancer() => _watching = WatchAsync();

    public void Add(GatewayProcess gateway) => _targets[gateway] = new Target();

    /// <summary>A gateway that is ready.</summary>
    /// <param name="number">Chooses among several.</param>
    public GatewayProcess? Choose(int number)
    {
        var ready = _targets.Where(target => target.Value.IsReady).Select(target => target.Key).ToArray();
        return ready.Length == 0 ? null : ready[number % ready.Length];
    }

    public bool IsReady(GatewayProcess gateway) => _targets[gateway].IsReady;

    /// <summary>Whether it has answered that it is not ready, before it was gone.</summary>
    public bool HasSaidNo(GatewayProcess gateway) => _targets[gateway].HasSaidNo;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching;
        _client.Dispose();
        _ending.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            foreach (var (gateway, target) in _targets.Where(target => !target.Value.IsGone))
                await LookAsync(gateway, target);
            await Task.Delay(Interval, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(GatewayProcess gateway, Target target)
    {
        try
        {
            using var response = await _client.GetAsync(new Uri(gateway.Address, "/health/ready"));
            target.IsReady = response.IsSuccessStatusCode;
            target.HasSaidNo |= !response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            (target.IsReady, target.IsGone) = (false, true);
        }
    }

    private sealed class Target
    {
        public volatile bool IsReady;
        public volatile bool HasSaidNo;
        public volatile bool IsGone;
    }
}
