using System.Diagnostics.Metrics;

namespace JobsGateway.Gateway.Tests.Guards;

/// <summary>What a counter of one gateway counted, as <c>value tag tag</c>.</summary>
internal sealed class Readings : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<string> _taken = [];

    public Readings(IMeterFactory factory, string name)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory && instrument.Name == name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            var text = $"{value} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}".TrimEnd();
            lock (_taken)
                _taken.Add(text);
        });
        _listener.Start();
    }

    public string All
    {
        get
        {
            lock (_taken)
                return string.Join(", ", _taken);
        }
    }

    public void Dispose() => _listener.Dispose();
}
