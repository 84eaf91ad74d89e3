using System.Runtime.CompilerServices;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Modes.Shadow;

/// <summary>The pauses of the stores, for as long as there are the stores.</summary>
internal sealed class StorePauses(TimeProvider clock)
{
    private readonly ConditionalWeakTable<ConfiguredStore, StorePause> _pauses = [];

    public bool IsPaused(ConfiguredStore store) => _pauses.TryGetValue(store, out var pause) && pause.IsOn(clock);

    public void Answered(ConfiguredStore store)
    {
        if (_pauses.TryGetValue(store, out var pause))
            pause.Answered();
    }

    public void Failed(ConfiguredStore store) => _pauses.GetOrCreateValue(store).Failed(clock);
}
