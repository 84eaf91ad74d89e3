namespace JobsGateway.Gateway.Operations.Telemetry.Configuration;

/// <summary>A page that Prometheus reads.</summary>
internal sealed record PrometheusOptions
{
    /// <summary>Whether it is served; without a token, to everybody who can reach the gateway. Default: false.</summary>
    public bool Enabled { get; init; }

    /// <summary>Where it is.</summary>
    public string Path { get; init; } = "/metrics";

    /// <summary>Whether a character of a path needs no quoting and means nothing to routing.</summary>
    public static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '/' or '-' or '_' or '.';
}
