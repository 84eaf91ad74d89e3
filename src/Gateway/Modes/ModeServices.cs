using JobsGateway.Gateway.Modes.Copies;
using JobsGateway.Gateway.Modes.Retries;
using JobsGateway.Gateway.Modes.Shadow;

namespace JobsGateway.Gateway.Modes;

/// <summary>Registers the routes' modes.</summary>
internal static class ModeServices
{
    public static IServiceCollection AddModes(this IServiceCollection services)
    {
        services.AddSingleton<ModeMetrics>();
        services.AddSingleton<StorePauses>();
        services.AddSingleton<ShadowComparison>();
        services.AddSingleton<ShadowSender>();
        services.AddSingleton<CopyKeeper>();
        services.AddSingleton<FetchModes>();
        services.AddSingleton<RetryModes>();
        return services;
    }
}
