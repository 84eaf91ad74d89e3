using System.Diagnostics.Metrics;
using JobsGateway.Gateway.Operations.Telemetry;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Parity;

/// <summary>The instruments of the comparison of answers.</summary>
internal sealed class ParityMetrics
{
    private readonly Counter<long> _compared, _dropped, _unavailable;

    public ParityMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meters.Gateway);
        _compared = meter.CreateCounter<long>("jobsgateway.parity.compared", "{answer}", "Answers that were compared, by operation and result: equal, noise, different.");
        _dropped = meter.CreateCounter<long>("jobsgateway.parity.dropped", "{answer}", "Answers that were not compared because the queue was full.");
        _unavailable = meter.CreateCounter<long>("jobsgateway.parity.unavailable", "{answer}", "Answers that were not compared because a side, primary or candidate, was not available.");
    }

    public void Compared(Operation operation, ParityResult result) => _compared.Add(1, Of(operation), new("result", result switch
    {
        ParityResult.Different => "different",
        ParityResult.Noise => "noise",
        _ => "equal",
    }));

    public void Dropped(Operation operation) => _dropped.Add(1, Of(operation));

    public void Unavailable(Operation operation, bool isCandidate) => _unavailable.Add(1, Of(operation), new("side", isCandidate ? "candidate" : "primary"));

    private static KeyValuePair<string, object?> Of(Operation operation) => new("operation", operation.ToString());
}
