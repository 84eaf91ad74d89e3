using System.Diagnostics.Metrics;
using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Operations.Telemetry;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Modes;

/// <summary>The instruments of the routes' modes.</summary>
internal sealed class ModeMetrics
{
    private readonly Counter<long> _chosen, _movedOn, _copies;

    public ModeMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meters.Gateway);
        _chosen = meter.CreateCounter<long>("jobsgateway.canary.chosen", "{request}", "Fetches on routes with a canary, by the side that was asked first.");
        _movedOn = meter.CreateCounter<long>("jobsgateway.fallback.moved", "{request}", "Requests that went on to the next store, by why.");
        _copies = meter.CreateCounter<long>("jobsgateway.copies", "{job}", "Jobs an upstream store showed as ended, by what became of their copy.");
    }

    public void Chosen(Operation operation, bool isCanary) => _chosen.Add(1, Tag("operation", operation), new("side", isCanary ? "canary" : "store"));

    public void MovedOn(Operation operation, AnswerKind why) => _movedOn.Add(1, Tag("operation", operation), new("why", why == AnswerKind.Unavailable ? "unavailable" : "not_found"));

    public void Copied(string result) => _copies.Add(1, new KeyValuePair<string, object?>("result", result));

    private static KeyValuePair<string, object?> Tag(string name, Operation operation) => new(name, operation.ToString());
}
