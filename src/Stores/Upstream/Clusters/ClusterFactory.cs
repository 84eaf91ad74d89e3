using System.Globalization;
using JobsGateway.Stores.Upstream.Configuration;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace JobsGateway.Stores.Upstream.Clusters;

/// <summary>Makes a store's cluster from its options.</summary>
internal sealed class ClusterFactory(ClusterServices services)
{
    public UpstreamCluster Create(string name, UpstreamOptions options)
    {
        var config = new ClusterConfig
        {
            ClusterId = name,
            LoadBalancingPolicy = options.LoadBalancing.ToString(),
            Destinations = options.Destinations.ToDictionary(pair => pair.Key, pair => Config(pair.Value)),
            HealthCheck = new HealthCheckConfig
            {
                // While no destination works, all are tried: a wrong check must not take the whole store away.
                AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
                Active = Config(options.HealthChecks.Active),
                // The store itself reports how requests fare; without this YARP would not look at it.
                Passive = new PassiveHealthCheckConfig { Enabled = options.HealthChecks.Passive.Enabled },
            },
            Metadata = new Dictionary<string, string>
            {
                [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = options.HealthChecks.Active.Failures.ToString(CultureInfo.InvariantCulture),
            },
        };
        var pooled = UpstreamClients.Create(config, options.Transport, isPooled: true);
        var state = new ClusterState(name, new ClusterModel(config, pooled));
        foreach (var (id, destination) in config.Destinations!)
            state.Destinations[id] = new DestinationState(id, new DestinationModel(destination));
        return new UpstreamCluster(state, services, options, pooled, UpstreamClients.Create(config, options.Transport, isPooled: false));
    }

    private static DestinationConfig Config(DestinationOptions destination) => new()
    {
        Address = destination.Address!.AbsoluteUri,
        Health = destination.Health?.AbsoluteUri,
        Host = destination.Host,
    };

    private static ActiveHealthCheckConfig Config(ActiveHealthCheckOptions active) => new()
    {
        Enabled = active.Enabled,
        Path = active.Path,
        Interval = active.Interval,
        Timeout = active.Timeout,
        Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
    };
}
