using JobsGateway.Gateway.Audit;
using JobsGateway.Gateway.Guards.RateLimits;

namespace JobsGateway.Gateway.Guards;

/// <summary>The guard rails that follow a changed configuration.</summary>
internal sealed class GuardRules(RateLimitsSource limits, AuditRules audit)
{
    /// <summary>Puts a validated configuration in force.</summary>
    public void Load(IConfiguration configuration)
    {
        limits.Load(configuration);
        audit.Load(configuration);
    }
}
