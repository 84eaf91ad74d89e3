using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Gateway.Operations.Telemetry.Configuration;

/// <summary>Metrics, traces and logs for OpenTelemetry. Read at the start only. Nothing is sent unless `OTEL_EXPORTER_OTLP_ENDPOINT` says where to.</summary>
internal sealed record TelemetryOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Telemetry";

    /// <summary>Whether metrics are sent where an OTLP endpoint is set.</summary>
    public bool Metrics { get; init; } = true;

    /// <summary>Whether logs are sent where an OTLP endpoint is set; the console has them anyway.</summary>
    public bool Logs { get; init; } = true;

    /// <summary>Which requests are traced.</summary>
    public TraceOptions Traces { get; init; } = new();

    /// <summary>A page that Prometheus reads.</summary>
    public PrometheusOptions Prometheus { get; init; } = new();

    /// <summary>More meters by name, such as `Polly`, `Microsoft.AspNetCore.Server.Kestrel` or `System.Net.Http`. Default: none.</summary>
    public IReadOnlyList<string> Meters { get; init; } = [];

    /// <summary>More sources of spans by name. Default: none.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>How often the jobs that wait in local stores are counted, while somebody reads that metric.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan QueueInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Everything that is wrong with the section.</summary>
    public static IReadOnlyList<ConfigurationError> Validate(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var errors = new List<ConfigurationError>();
        var options = OptionsReader.Read<TelemetryOptions>(section, errors);
        if (errors.Count == 0 && !(options.Prometheus.Path.StartsWith('/') && options.Prometheus.Path.Length > 1 && options.Prometheus.Path.All(PrometheusOptions.IsPlain)))
            errors.Add(new($"{section.Path}:{nameof(Prometheus)}:{nameof(PrometheusOptions.Path)}", $"\"{options.Prometheus.Path}\" is no path of its own; write one of letters, digits, '/', '-', '_' and '.', such as /metrics"));
        return [.. errors, .. OtlpSettings.Validate(configuration)];
    }
}
