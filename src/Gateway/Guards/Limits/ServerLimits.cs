using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace JobsGateway.Gateway.Guards.Limits;

/// <summary>Gives the limits to the server.</summary>
internal static class ServerLimits
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5); // Kestrel's own.

    /// <summary>The section as configured. Of one that is not valid the defaults: the server is made before the configuration is checked, and would refuse it in words of its own.</summary>
    public static LimitsOptions Of(IConfiguration configuration)
    {
        var errors = new List<ConfigurationError>();
        var options = OptionsReader.Read<LimitsOptions>(configuration.GetSection(LimitsOptions.Section), errors);
        return errors.Count == 0 ? options : new LimitsOptions();
    }

    /// <summary>Applies the section.</summary>
    public static void Apply(KestrelServerLimits limits, IConfiguration configuration)
    {
        var options = Of(configuration);
        limits.MaxRequestLineSize = options.RequestLineBytes;
        limits.MaxRequestHeadersTotalSize = options.HeaderBytes;
        limits.MaxRequestHeaderCount = options.HeaderCount;
        limits.MaxConcurrentConnections = options.Connections;
        limits.KeepAliveTimeout = options.KeepAliveTimeout;
        limits.RequestHeadersTimeout = options.HeadersTimeout;
        limits.MinRequestBodyDataRate = limits.MinResponseDataRate = options.BytesPerSecond > 0 ? new MinDataRate(options.BytesPerSecond, Grace) : null;
    }
}
