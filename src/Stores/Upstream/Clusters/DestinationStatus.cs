namespace JobsGateway.Stores.Upstream.Clusters;

/// <summary>How one address of a server fares.</summary>
/// <param name="Name">Its name in configuration.</param>
/// <param name="Address">The address, as configured: it may hold a user and a password.</param>
/// <param name="Active">What probes found: Healthy, Unhealthy or Unknown.</param>
/// <param name="Passive">What requests found: Healthy, Unhealthy or Unknown.</param>
public sealed record DestinationStatus(string Name, string Address, string Active, string Passive)
{
    /// <summary>Whether neither has found it unhealthy.</summary>
    public bool IsHealthy => Active != "Unhealthy" && Passive != "Unhealthy";

    /// <summary>Without the address.</summary>
    public override string ToString() => Name;
}
