using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Gateway.Operations.Shutdown;

/// <summary>How the gateway ends when it is asked to.</summary>
internal sealed record ShutdownOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Shutdown";

    private static readonly TimeSpan OutsideOfDevelopment = TimeSpan.FromSeconds(5);

    /// <summary>How long the gateway goes on answering after SIGTERM, with `/health/ready` at 503, so that load balancers send requests elsewhere. Ctrl+C skips it. Default: `00:00:05`, none in Development.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan? Delay { get; init; }

    /// <summary>How long requests that are running then may take to finish; those that take longer are cut.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The delay that holds in an environment.</summary>
    public TimeSpan DelayIn(IHostEnvironment environment) => Delay ?? (environment.IsDevelopment() ? TimeSpan.Zero : OutsideOfDevelopment);
}
