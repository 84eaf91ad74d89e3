using System.Diagnostics.Metrics;
using JobsGateway.Gateway.Modes.Copies;
using JobsGateway.Gateway.Modes.Shadow;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Operations.Telemetry.Gauges;

/// <summary>How much work waits beside the requests.</summary>
internal sealed class LaneGauges
{
    private readonly ShadowSender _first;
    private readonly ShadowComparison _second;
    private readonly RoutePlanSource _routes;

    public LaneGauges(IMeterFactory meters, ShadowSender first, ShadowComparison second, CopyKeeper copies, RoutePlanSource routes)
    {
        (_first, _second, _routes) = (first, second, routes);
        var meter = meters.Create(Meters.Gateway);
        meter.CreateObservableGauge(
            "jobsgateway.shadow.queue", Shadows, "{answer}", "Answers that wait to be compared, by operation and look: first, or second where the first found a difference.");
        meter.CreateObservableGauge("jobsgateway.copies.queue", () => copies.Waiting, "{job}", "Jobs that wait to be written to a local store.");
    }

    private IEnumerable<Measurement<int>> Shadows()
    {
        foreach (var operation in Enum.GetValues<Operation>().Where(operation => _routes.Current[operation].Shadow is not null))
        {
            yield return Waiting(operation, "first", _first.WaitingOf(operation));
            yield return Waiting(operation, "second", _second.WaitingOf(operation));
        }
    }

    private static Measurement<int> Waiting(Operation operation, string look, int count) => new(count, new("operation", operation.ToString()), new("look", look));
}
