using System.Diagnostics.Metrics;
using JobsGateway.Gateway.Operations.Telemetry;

namespace JobsGateway.Gateway.Operations.Reload;

/// <summary>The instruments of reloads, for an alarm when a change did not take effect.</summary>
internal sealed class ReloadMetrics
{
    private readonly Counter<long> _reloads;
    private volatile bool _isRefused;

    public ReloadMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meters.Gateway);
        _reloads = meter.CreateCounter<long>("jobsgateway.configuration.reloads", "{reload}", "Changed configurations, put in force or refused.");
        meter.CreateObservableGauge("jobsgateway.configuration.refused", () => _isRefused ? 1 : 0, description: "1 while the configuration as it stands is refused and the one before is in force, else 0.");
    }

    public void Accepted() => Count("accepted", isRefused: false);

    public void Refused() => Count("refused", isRefused: true);

    private void Count(string result, bool isRefused)
    {
        _isRefused = isRefused;
        _reloads.Add(1, new KeyValuePair<string, object?>("result", result));
    }
}
