using System.Collections.Concurrent;
using JobsGateway.Deployment.Tests.Processes;

namespace JobsGateway.Deployment.Tests.Traffic;

/// <summary>Clients behind the balancer, about 1,000 requests a second between them; each keeps its connection as long as it may.</summary>
internal sealed class Clients : IAsyncDisposable
{
    private const int Count = 20;

    // Then it is given back, so that a gateway that comes gets its share.
    private const int RequestsOfConnection = 25;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Balancer _balancer;
    private readonly Func<int, (string Method, string Target)> _next;
    private readonly string _token;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<string> _lost = [];
    private readonly ConcurrentQueue<(string Target, WholeAnswer Answer)> _answers = [];
    private readonly ConcurrentDictionary<GatewayProcess, int> _answersOf = [];
    private readonly Task _running;
    private int _number;

    public Clients(Balancer balancer, string token, Func<int, (string Method, string Target)> next)
    {
        (_balancer, _token, _next) = (balancer, token, next);
        _running = Task.WhenAll(Enumerable.Range(0, Count).Select(client => Task.Run(() => RunAsync(client))));
    }

    /// <summary>Requests that were sent on a connection, and not answered whole.</summary>
    public IReadOnlyCollection<string> Lost => _lost;

    public IReadOnlyCollection<(string Target, WholeAnswer Answer)> Answers => _answers;

    /// <summary>Waits until a gateway has answered a number of requests more.</summary>
    public Task AnsweredByAsync(GatewayProcess gateway, int more)
    {
        var goal = _answersOf.GetValueOrDefault(gateway) + more;
        return Bounds.UntilAsync($"{more} answers more", () => _answersOf.GetValueOrDefault(gateway) >= goal, () => gateway.Output);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _ending.Dispose();
    }

    private async Task RunAsync(int client)
    {
        Connection? connection = null;
        GatewayProcess? gateway = null;
        var left = 0;
        using var pace = new PeriodicTimer(Pause);
        while (!_ending.IsCancellationRequested)
        {
            await pace.WaitForNextTickAsync();
            // A balancer lets go of the connections of a server that is not ready.
            if (connection is not null && !_balancer.IsReady(gateway!))
                Close();
            if (connection is null && (gateway = _balancer.Choose(client++)) is not null)
                (connection, left) = (await Connection.OpenAsync(gateway.Address), RequestsOfConnection);
            if (connection is null)
                continue;
            var (method, target) = _next(Interlocked.Increment(ref _number));
            try
            {
                var answer = await connection.SendAsync(method, target, _token);
                _answers.Enqueue((target, answer));
                _answersOf.AddOrUpdate(gateway!, 1, (_, count) => count + 1);
                if (answer.Closes || --left == 0)
                    Close();
            }
            catch (IOException e)
            {
                _lost.Enqueue($"{method} {target}: {e.Message}");
                Close();
            }
        }

        Close();

        void Close()
        {
            connection?.Dispose();
            connection = null;
        }
    }
}
