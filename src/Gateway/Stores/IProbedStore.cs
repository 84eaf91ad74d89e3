using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Stores;

/// <summary>A store that can be asked whether it works.</summary>
internal interface IProbedStore
{
    /// <summary>The store's name under <c>Stores</c>.</summary>
    string Name { get; }

    /// <summary>Its type, as configured.</summary>
    string Type { get; }

    /// <summary>Connects to the store as a start would, and says in a few words what was found.</summary>
    /// <exception cref="JobStoreException">It does not work; the message says why. Any other exception counts as well.</exception>
    Task<string> ProbeAsync(CancellationToken cancellationToken);
}
