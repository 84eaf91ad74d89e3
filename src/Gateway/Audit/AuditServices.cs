namespace JobsGateway.Gateway.Audit;

/// <summary>Registers the audit.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditRules>();
        services.AddSingleton<AuditFile>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<RetryAudit>();
        return services;
    }
}
