using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace JobsGateway.Stores.Upstream.Clusters;

/// <summary>The parts of YARP a cluster is made of.</summary>
internal sealed class ClusterServices(
    IEnumerable<ILoadBalancingPolicy> policies,
    IEnumerable<IClusterChangeListener> listeners,
    IClusterDestinationsUpdater destinations,
    IDestinationHealthUpdater health,
    IActiveHealthCheckMonitor monitor)
{
    public IClusterDestinationsUpdater Destinations => destinations;

    public IDestinationHealthUpdater Health => health;

    public IActiveHealthCheckMonitor Monitor => monitor;

    public IClusterChangeListener[] Listeners { get; } = [.. listeners];

    public ILoadBalancingPolicy BalancingOf(string name) => policies.Single(policy => policy.Name == name);
}
