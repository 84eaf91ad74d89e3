using Yarp.ReverseProxy.Model;

namespace JobsGateway.Stores.Upstream.Clusters;

/// <summary>One address of the server, at work.</summary>
internal sealed class Destination
{
    private static readonly UriCreationOptions ByteForByte = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly string _prefix;

    public Destination(DestinationState state)
    {
        State = state;
        _prefix = state.Model.Config.Address.TrimEnd('/');
        Host = string.IsNullOrEmpty(state.Model.Config.Host) ? null : state.Model.Config.Host;
    }

    public DestinationState State { get; }

    /// <summary>The <c>Host</c> header; null for the address's own.</summary>
    public string? Host { get; }

    /// <summary>How many requests in a row have failed. A count that is off by one after a race does no harm.</summary>
    public int Failures { get; set; }

    /// <summary>The address of a target here.</summary>
    public Uri AddressOf(string target) => new(_prefix + target, ByteForByte);

    /// <summary>Counts the requests under way, for the policies that look at it. YARP's own counter can only be set.</summary>
    public void Enter()
    {
        lock (State)
            State.ConcurrentRequestCount++;
    }

    public void Leave()
    {
        lock (State)
            State.ConcurrentRequestCount--;
    }
}
