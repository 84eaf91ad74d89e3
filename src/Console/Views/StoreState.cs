namespace JobsGateway.WebConsole.Views;

/// <summary>A store at this moment.</summary>
/// <param name="Name">Its name in configuration.</param>
/// <param name="Type">Its type.</param>
/// <param name="Health">Whether it can be used.</param>
/// <param name="Circuit">The state of its circuit breaker in a word.</param>
/// <param name="Text">What is the matter, in a sentence.</param>
/// <param name="Serves">The operations whose routes name it, with the way they do.</param>
/// <param name="Destinations">The addresses of a store that forwards; empty for others.</param>
public sealed record StoreState(
    string Name, string Type, StoreHealth Health, string Circuit, string Text, IReadOnlyList<string> Serves, IReadOnlyList<DestinationState> Destinations);

/// <summary>Whether a store can be used.</summary>
public enum StoreHealth
{
    /// <summary>Requests go to it.</summary>
    Good,

    /// <summary>It is left alone or opening; that may pass by itself.</summary>
    Troubled,

    /// <summary>An operator has to mend it.</summary>
    Broken,
}

/// <summary>One address of a store that forwards.</summary>
/// <param name="Name">Its name in configuration.</param>
/// <param name="Address">The address without user and password.</param>
/// <param name="IsHealthy">Whether requests go to it.</param>
/// <param name="Active">What probes found: healthy, unhealthy or unknown.</param>
/// <param name="Passive">What requests found: healthy, unhealthy or unknown.</param>
public sealed record DestinationState(string Name, string Address, bool IsHealthy, string Active, string Passive);
