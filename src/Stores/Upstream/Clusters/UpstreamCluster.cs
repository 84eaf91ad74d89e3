using System.Collections.Frozen;
using JobsGateway.Stores.Upstream.Configuration;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace JobsGateway.Stores.Upstream.Clusters;

/// <summary>The server's destinations: YARP's cluster, with its load balancing and health checks, made and owned by the store instead of YARP's own configuration.</summary>
internal sealed class UpstreamCluster : IDisposable
{
    private readonly ClusterState _state;
    private readonly ILoadBalancingPolicy _balancing;
    private readonly IClusterChangeListener[] _listeners;
    private readonly IDestinationHealthUpdater _health;
    private readonly PassiveHealthCheckOptions _passive;
    private readonly FrozenDictionary<DestinationState, Destination> _destinations;
    private readonly HealthProbe _probe;
    private readonly IActiveHealthCheckMonitor _monitor;

    public UpstreamCluster(ClusterState state, ClusterServices services, UpstreamOptions options, HttpMessageInvoker pooled, HttpMessageInvoker single)
    {
        _state = state;
        _passive = options.HealthChecks.Passive;
        _health = services.Health;
        _listeners = services.Listeners;
        _balancing = services.BalancingOf(options.LoadBalancing.ToString());
        _destinations = state.Destinations.Values.ToFrozenDictionary(destination => destination, destination => new Destination(destination));
        Pooled = pooled;
        Single = single;
        _probe = new HealthProbe(options, pooled);
        _monitor = services.Monitor;
        services.Destinations.UpdateAllDestinations(state);
    }

    /// <summary>Sends on connections that are kept for the next request.</summary>
    public HttpMessageInvoker Pooled { get; }

    /// <summary>Sends each request on a new connection, for what must not be sent twice: a kept one may be closed by the server in just that moment, and nobody could say whether the request has arrived.</summary>
    public HttpMessageInvoker Single { get; }

    public int Count => _destinations.Count;

    public int Available => _state.DestinationsState.AvailableDestinations.Count;

    /// <summary>How each of them fares.</summary>
    public IReadOnlyList<DestinationStatus> Status =>
        [.. _state.Destinations.Values.Select(destination => new DestinationStatus(
            destination.DestinationId, destination.Model.Config.Address, destination.Health.Active.ToString(), destination.Health.Passive.ToString()))];

    /// <summary>Begins active health checks, where they are configured.</summary>
    public void Start()
    {
        foreach (var listener in _listeners)
            listener.OnClusterAdded(_state);
        _ = _monitor.CheckHealthAsync([_state]);
    }

    /// <summary>Chooses where to send a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="tried">Where it has been sent already; chosen again only where nothing else is left.</param>
    public Destination? Choose(HttpContext context, IReadOnlyList<DestinationState> tried)
    {
        var available = _state.DestinationsState.AvailableDestinations;
        if (tried.Count > 0 && available.Where(destination => !tried.Contains(destination)).ToList() is { Count: > 0 } others)
            available = others;
        var chosen = available.Count == 1 ? available[0] : _balancing.PickDestination(context, _state, available);
        return chosen is null ? null : _destinations[chosen];
    }

    /// <summary>Whether there is a healthy destination that has not been tried.</summary>
    public bool HasOther(IReadOnlyList<DestinationState> tried) =>
        _destinations.Count > 1 && _state.DestinationsState.AvailableDestinations.Any(destination => !tried.Contains(destination));

    /// <summary>The destination answered, whatever it said.</summary>
    public void Answered(Destination destination)
    {
        if (destination.Failures == 0)
            return;
        destination.Failures = 0;
        _health.SetPassive(_state, destination.State, DestinationHealth.Healthy, TimeSpan.Zero);
    }

    /// <summary>The destination could not be reached, broke off or did not answer in time.</summary>
    public void Failed(Destination destination)
    {
        if (_passive.Enabled && ++destination.Failures >= _passive.Failures)
            _health.SetPassive(_state, destination.State, DestinationHealth.Unhealthy, _passive.ReactivationPeriod);
    }

    public Task<IReadOnlyDictionary<string, string?>> ProbeAsync(CancellationToken cancellationToken) => _probe.RunAsync(cancellationToken);

    public void Dispose()
    {
        foreach (var listener in _listeners)
            listener.OnClusterRemoved(_state);
        Pooled.Dispose();
        Single.Dispose();
    }
}
