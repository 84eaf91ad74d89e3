using OpenTelemetry.Exporter;

namespace JobsGateway.Gateway.Operations.Telemetry.Configuration;

/// <summary>What OpenTelemetry's own variables ask for (https://opentelemetry.io/docs/specs/otel/protocol/exporter/). The exporter reads the rest of them itself.</summary>
/// <param name="Metrics">Where metrics go.</param>
/// <param name="Traces">Where traces go.</param>
/// <param name="Logs">Where logs go.</param>
internal sealed record OtlpSettings(OtlpSettings.Destination Metrics, OtlpSettings.Destination Traces, OtlpSettings.Destination Logs)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Endpoints = [Endpoint, EndpointOf("METRICS"), EndpointOf("TRACES"), EndpointOf("LOGS")];

    /// <summary>Reads them; as all settings they may stand in the environment or anywhere else.</summary>
    public static OtlpSettings Of(IConfiguration configuration)
    {
        var all = IsSet(configuration, Endpoint);
        return new(To("METRICS"), To("TRACES"), To("LOGS"));

        Destination To(string signal) => IsSet(configuration, EndpointOf(signal)) && Uri.TryCreate(configuration[EndpointOf(signal)], UriKind.Absolute, out var own) ? new(true, own) : new(all, null);
    }

    /// <summary>What is wrong with them: the exporter would send to nowhere and say nothing.</summary>
    public static IEnumerable<ConfigurationError> Validate(IConfiguration configuration)
    {
        foreach (var key in Endpoints)
        {
            if (IsSet(configuration, key) && !(Uri.TryCreate(configuration[key], UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
                yield return new(key, "is no address of a collector; write it like http://collector:4317 (gRPC), or http://collector:4318 with OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
        }

        if (configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] is { Length: > 0 } protocol and not ("grpc" or "http/protobuf"))
            yield return new("OTEL_EXPORTER_OTLP_PROTOCOL", $"\"{protocol}\" is not known; write grpc or http/protobuf");
    }

    private static bool IsSet(IConfiguration configuration, string key) => !string.IsNullOrWhiteSpace(configuration[key]);

    private static string EndpointOf(string signal) => $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT";

    /// <summary>Where a signal goes.</summary>
    /// <param name="IsSet">Whether it goes anywhere.</param>
    /// <param name="Own">An address of its own, used as it stands; null for that of all signals.</param>
    internal readonly record struct Destination(bool IsSet, Uri? Own)
    {
        /// <summary>Sends there. The exporter itself knows the variable of all signals only.</summary>
        public void Aim(OtlpExporterOptions exporter)
        {
            if (Own is not null)
                exporter.Endpoint = Own;
        }
    }
}
