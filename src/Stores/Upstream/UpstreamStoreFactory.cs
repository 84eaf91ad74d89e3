using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Configuration;
using JobsGateway.Stores.Resilience;
using JobsGateway.Stores.Upstream.Clusters;
using JobsGateway.Stores.Upstream.Configuration;
using JobsGateway.Stores.Upstream.Sending;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace JobsGateway.Stores.Upstream;

/// <summary>Makes stores of type <c>Upstream</c>.</summary>
public sealed class UpstreamStoreFactory
{
    /// <summary>The type's name in configuration.</summary>
    public const string Type = "Upstream";

    private readonly IHttpForwarder _forwarder;
    private readonly ClusterFactory _clusters;

    /// <summary>Takes the parts of YARP that stores are made of.</summary>
    public UpstreamStoreFactory(
        IHttpForwarder forwarder,
        IEnumerable<ILoadBalancingPolicy> policies,
        IEnumerable<IClusterChangeListener> listeners,
        IClusterDestinationsUpdater destinations,
        IDestinationHealthUpdater health,
        IActiveHealthCheckMonitor monitor)
    {
        _forwarder = forwarder;
        _clusters = new ClusterFactory(new ClusterServices(policies, listeners, destinations, health, monitor));
    }

    /// <summary>Reads a store's section.</summary>
    /// <param name="section"><c>Stores:&lt;name&gt;</c>.</param>
    /// <param name="errors">Takes what is wrong with it.</param>
    public static UpstreamOptions Read(Microsoft.Extensions.Configuration.IConfigurationSection section, ICollection<ConfigurationError> errors)
    {
        var before = errors.Count;
        var options = OptionsReader.Read<UpstreamOptions>(section, errors, "Type");
        if (errors.Count == before)
        {
            foreach (var error in UpstreamOptionsValidator.Validate(options, section.Path))
                errors.Add(error);
        }

        return options;
    }

    /// <summary>Makes a store. Nothing is connected yet.</summary>
    public UpstreamStore Create(JobStoreContext context, UpstreamOptions options)
    {
        var cluster = _clusters.Create(context.Name, options);
        var failures = new FailureAnswers(context.Name, new FailureLog(context.Clock, context.Loggers.CreateLogger<UpstreamStore>()));
        return new UpstreamStore(
            context.Name, options, _forwarder, cluster,
            new UpstreamPipeline(context.Name, options.Resilience, cluster, context.Clock, context.Loggers), failures);
    }
}
