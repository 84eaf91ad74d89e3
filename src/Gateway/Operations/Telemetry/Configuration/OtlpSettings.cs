namespace JobsGateway.Gateway.Operations.Telemetry.Configuration;

/// <summary>What OpenTelemetry's own variables ask for (https://opentelemetry.io/docs/specs/otel/protocol/exporter/). The exporter reads the rest of them itself.</summary>
/// <param name="Metrics">Whether there is somewhere to send metrics to.</param>
/// <param name="Traces">Whether there is somewhere to send traces to.</param>
/// <param name="Logs">Whether there is somewhere to send logs to.</param>
internal sealed record OtlpSettings(bool Metrics, bool Traces, bool Logs)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Endpoints = [Endpoint, EndpointOf("METRICS"), EndpointOf("TRACES"), EndpointOf("LOGS")];

    /// <summary>Reads them; as all settings they may stand in the environment or anywhere else.</summary>
    public static OtlpSettings Of(IConfiguration configuration)
    {
        var all = IsSet(configuration, Endpoint);
        return new(all || IsSet(configuration, EndpointOf("METRICS")), all || IsSet(configuration, EndpointOf("TRACES")), all || IsSet(configuration, EndpointOf("LOGS")));
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
}
