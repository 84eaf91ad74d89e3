using JobsGateway.Gateway.Audit;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Guards.Limits;
using JobsGateway.Gateway.Guards.RateLimits;

namespace JobsGateway.Gateway.Guards;

/// <summary>Registers the guard rails.</summary>
internal static class GuardServices
{
    public static IServiceCollection AddGuards(this IServiceCollection services)
    {
        services.AddSingleton(provider => new BodyLimit(ServerLimits.Of(provider.GetRequiredService<IConfiguration>()).RetryBodyBytes));
        services.AddSingleton<RateLimitsSource>();
        services.AddSingleton<RateLimiting>();
        services.AddAudit();
        services.AddSingleton<GuardRules>();
        return services;
    }
}
