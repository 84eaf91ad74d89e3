using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using JobsGateway.Gateway.Operations.Telemetry;

namespace JobsGateway.Gateway.ConsoleView.Traffic;

/// <summary>What was measured since somebody began to watch.</summary>
internal sealed class Recording : IDisposable
{
    private readonly ConcurrentDictionary<string, OperationRing> _operations = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly TimeProvider _clock;

    public Recording(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        Since = clock.GetUtcNow();
        // Of this gateway: there may be others in the process, and meters of one name are in them all.
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == RequestMetrics.Duration && instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Add(seconds, tags));
        _listener.Start();
    }

    public DateTimeOffset Since { get; }

    public AnsweringRing Answering { get; } = new();

    /// <summary>The operations that were asked for. Names are the program's own, so there are few.</summary>
    public IEnumerable<KeyValuePair<string, OperationRing>> Operations => _operations;

    public void Dispose() => _listener.Dispose();

    private void Add(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string operation = "", store = "", mode = "", outcome = "";
        foreach (var (name, value) in tags)
        {
            switch (name)
            {
                case "operation": operation = (string)value!; break;
                case "store": store = (string)value!; break;
                case "mode": mode = (string)value!; break;
                case "outcome": outcome = (string)value!; break;
            }
        }

        var second = _clock.GetUtcNow().ToUnixTimeSeconds();
        if (!_operations.TryGetValue(operation, out var ring))
            ring = _operations.GetOrAdd(operation, _ => new OperationRing());
        ring.Add(second, seconds, TrafficOutcomes.NumberOf(outcome));
        if (store != "none")
            Answering.Add(second, operation, store, mode);
    }
}
