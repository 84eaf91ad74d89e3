using System.Globalization;

namespace JobsGateway.Telemetry;

/// <summary>What is switched on.</summary>
/// <param name="Name">In the report.</param>
/// <param name="HasMetrics">Whether Prometheus reads metrics, once a second.</param>
/// <param name="HasTraces">Whether a part of the requests is traced, and sent to a collector.</param>
internal sealed record Setting(string Name, bool HasMetrics, bool HasTraces)
{
    public static Setting[] All { get; } = [new("off", false, false), new("metrics, scraped every second", true, false), new("traces, sampled", false, true), new("metrics and traces", true, true)];

    /// <summary>As command-line switches.</summary>
    /// <param name="ratio">The share that is traced.</param>
    public string[] Switches(double ratio) =>
    [
        .. HasMetrics ? ["--Telemetry:Prometheus:Enabled=true"] : Array.Empty<string>(),
        string.Create(CultureInfo.InvariantCulture, $"--Telemetry:Traces:SampleRatio={ratio}"),
    ];

    /// <summary>As the variables that a gateway started from here inherits.</summary>
    /// <param name="collector">Where traces go.</param>
    public void SetVariables(Uri collector)
    {
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", HasTraces ? $"{collector}v1/traces" : null);
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    }
}
