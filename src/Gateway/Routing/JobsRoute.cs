using JobsGateway.Gateway.Routing.Configuration;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Routing;

/// <summary>Which store answers an operation, and in which way.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Store">The store that answers unless a mode says otherwise.</param>
internal sealed record JobsRoute(Operation Operation, ConfiguredStore Store)
{
    public Fallback? Fallback { get; init; }

    public Canary? Canary { get; init; }

    public Shadow? Shadow { get; init; }

    public KeepCopy? KeepCopy { get; init; }

    /// <summary>Whether the store alone answers, without any mode: the shortest way.</summary>
    public bool IsPlain => Fallback is null && Canary is null && Shadow is null && KeepCopy is null;

    /// <summary>The stores to ask one after the other.</summary>
    /// <param name="first">The store asked first.</param>
    public IReadOnlyList<ConfiguredStore> StartingAt(ConfiguredStore first) =>
        Fallback is null ? [first] : [first, .. Fallback.Stores.Where(store => store != first)];
}

/// <summary>The stores asked for a job the one before does not have.</summary>
internal sealed record Fallback(IReadOnlyList<ConfiguredStore> Stores, bool OnUnavailable);

/// <summary>The store that answers a part of the requests.</summary>
internal sealed record Canary(ConfiguredStore Store, CanaryOptions Options);

/// <summary>The store that is compared.</summary>
internal sealed record Shadow(ConfiguredStore Store, ShadowOptions Options);

/// <summary>The store that keeps ended jobs.</summary>
internal sealed record KeepCopy(LocalStore Store, IJobImporter Importer, KeepCopyOptions Options);
