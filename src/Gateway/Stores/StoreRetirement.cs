using System.Collections.Concurrent;

namespace JobsGateway.Gateway.Stores;

/// <summary>Closes stores that are no longer in use once the requests that were still at work in them have had their time.</summary>
internal sealed class StoreRetirement(TimeProvider clock) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ConfiguredStore, (StoreSet Set, ITimer Timer)> _retired = [];

    /// <param name="set">The set they were in.</param>
    /// <param name="stores">The stores.</param>
    public void Retire(StoreSet set, IEnumerable<ConfiguredStore> stores)
    {
        foreach (var store in stores)
            _retired[store] = (set, clock.CreateTimer(_ => _ = CloseAsync(store), null, store.DrainTime, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Closes those that are left, at the end of the process.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var store in _retired.Keys)
            await CloseAsync(store);
    }

    private async Task CloseAsync(ConfiguredStore store)
    {
        if (!_retired.TryRemove(store, out var retired))
            return;
        await retired.Timer.DisposeAsync();
        await retired.Set.CloseAsync([store]);
    }
}
