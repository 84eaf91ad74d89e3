using System.Globalization;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Operations.Checks;

/// <summary>Asks every store whether it works.</summary>
internal static class StoreProbing
{
    /// <summary>How long all of them have together.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Asks all at once; none is waited for longer than the limit, whether it heeds the cancellation or not.</summary>
    public static Task<StoreProbe[]> RunAsync(IEnumerable<IProbedStore> stores, TimeProvider clock, CancellationToken cancellationToken) =>
        Task.WhenAll(stores.Select(store => ProbeAsync(store, clock, cancellationToken)));

    private static async Task<StoreProbe> ProbeAsync(IProbedStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(Limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // On a thread of its own: a store may block while it opens.
            var found = await Task.Run(() => store.ProbeAsync(both.Token), both.Token).WaitAsync(both.Token);
            return Result(true, found);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Result(false, string.Create(CultureInfo.InvariantCulture, $"did not answer within {Limit.TotalSeconds:0} s"));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Result(false, e.Message);
        }

        StoreProbe Result(bool reachable, string message) => new(store.Name, store.Type, reachable, clock.GetElapsedTime(start), Redaction.Of(message));
    }
}
