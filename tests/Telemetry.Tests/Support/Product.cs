using System.Diagnostics.Metrics;
using System.Reflection;
using JobsGateway.Worker.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Telemetry.Tests.Support;

/// <summary>What the code of the product has to tell.</summary>
internal static class Product
{
    /// <summary>Every event: the attributes of all assemblies.</summary>
    public static IReadOnlyList<LoggerMessageAttribute> Events { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "JobsGateway.*.dll")
            .Where(file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal) && !file.EndsWith(".Upstreams.dll", StringComparison.Ordinal))
            .Select(Assembly.LoadFrom)
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .OrderBy(attribute => attribute.EventId),
    ];

    /// <summary>Every instrument that a gateway, its stores and a worker make, with the tags of what was measured on the way.</summary>
    public static async Task<IReadOnlyList<(Instrument Instrument, IReadOnlySet<string> Tags)>> InstrumentsAsync()
    {
        var found = new Dictionary<string, (Instrument, HashSet<string>)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (!instrument.Meter.Name.StartsWith("JobsGateway", StringComparison.Ordinal))
                    return;
                lock (found)
                    found.TryAdd(instrument.Name, (instrument, []));
                listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
        listener.Start();
        await using var gateway = await TracedGateway.StartAsync(null, ("Routes:FetchById:Shadow:Store", "studio"), ("Stores:studio:Resilience:Retry:MaxAttempts", "2"));
        gateway.Studio.Always(Reply.Json(503, "{}"));
        for (var i = 0; i < 10; i++) // Until the circuit opens.
            await gateway.GetAsync(TracedGateway.AtStudio);
        await gateway.GetAsync(TracedGateway.Missing);
        var worker = new WorkerMetrics(gateway.Gateway.Services.GetRequiredService<IMeterFactory>());
        worker.Began("relay");
        worker.Ended("relay", RunResults.Succeeded, TimeSpan.Zero);
        listener.RecordObservableInstruments();
        lock (found)
            return [.. found.Values.OrderBy(one => one.Item1.Name, StringComparer.Ordinal).Select(one => (one.Item1, (IReadOnlySet<string>)one.Item2))];

        void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (found)
            {
                foreach (var tag in tags)
                    found[instrument.Name].Item2.Add(tag.Key);
            }
        }
    }
}
