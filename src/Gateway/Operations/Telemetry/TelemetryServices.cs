using System.Reflection;
using JobsGateway.Gateway.Operations.Telemetry.Configuration;
using JobsGateway.Gateway.Operations.Telemetry.Gauges;
using JobsGateway.Stores.Resilience.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace JobsGateway.Gateway.Operations.Telemetry;

/// <summary>Registers the instruments, and OpenTelemetry where somebody is to have what they say.</summary>
internal static class TelemetryServices
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var options = OptionsReader.Read<TelemetryOptions>(builder.Configuration.GetSection(TelemetryOptions.Section), []);
        var otlp = OtlpSettings.Of(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<RequestMetrics>();
        builder.Services.AddSingleton<RequestSpans>();
        builder.Services.AddGauges();
        var (sendsMetrics, sendsTraces, sendsLogs) = (otlp.Metrics.IsSet && options.Metrics, otlp.Traces.IsSet && options.Traces.Enabled, otlp.Logs.IsSet && options.Logs);
        if (!options.Prometheus.Enabled && !sendsMetrics && !sendsTraces && !sendsLogs)
            return; // Nothing of OpenTelemetry is loaded.
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(Describe);
        if (options.Prometheus.Enabled || sendsMetrics)
            telemetry.WithMetrics(metrics => AddMetrics(metrics, options, sendsMetrics ? otlp.Metrics : default));
        if (sendsTraces)
            telemetry.WithTracing(traces => AddTraces(traces, options, otlp.Traces));
        if (sendsLogs)
            telemetry.WithLogging(logs => logs.AddOtlpExporter(otlp.Logs.Aim), logs => logs.IncludeFormattedMessage = true);
    }

    /// <summary>The page for Prometheus, where it is on.</summary>
    public static void MapTelemetry(this IEndpointRouteBuilder endpoints)
    {
        var prometheus = endpoints.ServiceProvider.GetRequiredService<TelemetryOptions>().Prometheus;
        if (prometheus.Enabled)
            endpoints.MapPrometheusScrapingEndpoint(prometheus.Path);
    }

    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come last: they count.
    private static void Describe(ResourceBuilder resource) => resource.Clear()
        .AddService("JobsGateway", serviceVersion: typeof(TelemetryServices).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion)
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();

    private static void AddMetrics(MeterProviderBuilder metrics, TelemetryOptions options, OtlpSettings.Destination otlp)
    {
        metrics.AddMeter([Meters.Gateway, StoreTelemetry.Name, "System.Runtime", .. options.Meters]);
        if (options.Prometheus.Enabled)
            metrics.AddPrometheusExporter();
        if (otlp.IsSet)
            metrics.AddOtlpExporter(otlp.Aim);
    }

    private static void AddTraces(TracerProviderBuilder traces, TelemetryOptions options, OtlpSettings.Destination otlp) => traces
        .AddSource([RequestSpans.Source, StoreTelemetry.Name, .. options.Sources])
        .AddSqlClientInstrumentation()
        .SetSampler(new RequestSampler(options.Traces.SampleRatio))
        .AddProcessor<QuietSpans>()
        .AddOtlpExporter(otlp.Aim);
}
