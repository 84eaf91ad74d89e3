using System.Diagnostics;

namespace JobsGateway.ConstantRate;

/// <summary>When requests are due. Connections take turns, so that requests are evenly spaced.</summary>
/// <param name="Rate">Requests a second, over all connections.</param>
/// <param name="Connections">How many take turns.</param>
/// <param name="Warmup">Seconds that do not count.</param>
/// <param name="Seconds">Seconds that count.</param>
internal sealed record Schedule(int Rate, int Connections, int Warmup, int Seconds)
{
    /// <summary>Requests a connection sends before it counts.</summary>
    public int Uncounted => Rate * Warmup / Connections;

    /// <summary>Requests a connection sends in all.</summary>
    public int Requests => Rate * (Warmup + Seconds) / Connections;

    /// <summary>Clock ticks from the start to a connection's request.</summary>
    public long Due(int connection, int request) => (((long)request * Connections) + connection) * Stopwatch.Frequency / Rate;
}
