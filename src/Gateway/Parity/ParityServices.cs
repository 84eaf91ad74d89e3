using JobsGateway.Gateway.Parity.Configuration;

namespace JobsGateway.Gateway.Parity;

/// <summary>Registers what keeps and tells the comparison of answers.</summary>
internal static class ParityServices
{
    public static IServiceCollection AddParity(this IServiceCollection services)
    {
        services.AddSingleton<ParityRulesSource>();
        services.AddSingleton<ParityMetrics>();
        services.AddSingleton<ParityLog>();
        services.AddSingleton<ParityBook>();
        services.AddSingleton<ParityReport>();
        return services;
    }
}
