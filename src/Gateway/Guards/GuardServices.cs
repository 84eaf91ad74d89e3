using JobsGateway.Gateway.Audit;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Guards.Limits;
using JobsGateway.Gateway.Guards.RateLimits;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JobsGateway.Gateway.Guards;

/// <summary>Registers the guard rails.</summary>
internal static class GuardServices
{
    public static IServiceCollection AddGuards(this IServiceCollection services)
    {
        services.AddSingleton(provider => new BodyLimit(ServerLimits.Of(provider.GetRequiredService<IConfiguration>()).RetryBodyBytes));
        services.AddRateLimits();
        services.AddAudit();
        services.AddSingleton<GuardRules>();
        return services;
    }

    /// <summary>What answers 429; whoever refuses a token asks it first.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<RateLimitsSource>();
        services.TryAddSingleton<RateLimiting>();
        return services;
    }
}
