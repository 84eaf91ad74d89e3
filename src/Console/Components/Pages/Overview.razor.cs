using System.Globalization;
using JobsGateway.WebConsole.Components.Layout;
using JobsGateway.WebConsole.Components.Parts;
using JobsGateway.WebConsole.Views;

namespace JobsGateway.WebConsole.Components.Pages;

/// <summary>The traffic of the last minutes, and whether all is well.</summary>
public sealed partial class Overview
{
    private const int Points = 60;

    private const string Waiting = "No request so far. Send one: each shows within a second.";

    private static readonly Dictionary<string, string> OutcomeColors = new()
    {
        ["failed"] = "#dc2626", ["unavailable"] = "#f97316", ["limited"] = "#eab308", ["refused"] = "#a855f7", ["unauthorized"] = "#64748b",
        ["forbidden"] = "#94a3b8", ["bad_request"] = "#0ea5e9", ["not_found"] = "#38bdf8", ["left"] = "#cbd5e1",
    };

    private IReadOnlyList<ChartLine> _requests = [], _latency = [], _errors = [];
    private GatewayState? _state;
    private TrafficState? _traffic;
    private IDisposable? _watching;
    private int _step = 1;

    private string Recorded => _traffic is null ? "" : $"Recorded while somebody looks, since {Moments.Utc(_traffic.Since)}.";

    /// <inheritdoc/>
    public override void Dispose()
    {
        _watching?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override void Begin() => _watching = Traffic.Watch();

    /// <inheritdoc/>
    protected override void Refresh()
    {
        (_state, _traffic) = (Gateway.Read(), Traffic.Read(_step, Points));
        _requests = [.. _traffic.Operations.Select(operation => new ChartLine(operation.Operation, [.. operation.PerSecond.Select(rate => (double?)rate)], ColorOf(operation.Operation)))];
        _latency = _traffic.Latency.All(point => point is null)
            ? []
            : [
                new ChartLine("p50", [.. _traffic.Latency.Select(point => point?.P50)], ConsoleTheme.Percentiles[0]),
                new ChartLine("p95", [.. _traffic.Latency.Select(point => point?.P95)], ConsoleTheme.Percentiles[1]),
                new ChartLine("p99", [.. _traffic.Latency.Select(point => point?.P99)], ConsoleTheme.Percentiles[2]),
            ];
        _errors = [.. _traffic.Errors.Select(outcome => new ChartLine(outcome.Outcome.Replace('_', ' '), [.. outcome.PerSecond.Select(rate => (double?)rate)], OutcomeColors.GetValueOrDefault(outcome.Outcome, "#dc2626")))];
    }

    private Task ChooseStepAsync(int step)
    {
        _step = step;
        return RefreshAsync();
    }

    // An operation keeps its colour, whichever others there are.
    private string ColorOf(string operation)
    {
        var names = _state!.Routes.Select(route => route.Operation).ToList();
        return names.IndexOf(operation) is var index and >= 0 ? ConsoleTheme.Series[index] : operation == "PassThrough" ? ConsoleTheme.Series[6] : ConsoleTheme.Series[7];
    }

    private static string Number(double value) => value.ToString(value is > 0 and < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double? value) => value is { } ms ? ms.ToString(ms < 10 ? "0.##" : "#,0", CultureInfo.InvariantCulture) : "-";
}
