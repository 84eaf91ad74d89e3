using JobsGateway.Gateway.Audit;
using JobsGateway.Gateway.Guards.Headers;
using JobsGateway.Gateway.Guards.Limits;
using JobsGateway.Gateway.Guards.RateLimits;
using JobsGateway.Gateway.Operations.Management;

namespace JobsGateway.Gateway.Guards;

/// <summary>The sections of the guard rails.</summary>
internal static class GuardOptions
{
    /// <summary>Those that take effect without a restart.</summary>
    public static IReadOnlyList<string> Reloaded { get; } = [AuditOptions.Section, RateLimitsOptions.Section];

    /// <summary>Those that are read at the start only.</summary>
    public static IReadOnlyList<string> AtStart { get; } = [LimitsOptions.Section, SecurityHeadersOptions.Section, ManagementOptions.Section];

    /// <summary>All of them.</summary>
    public static IEnumerable<string> Sections => [.. Reloaded, .. AtStart];

    /// <summary>Everything that is wrong with them.</summary>
    public static IReadOnlyList<ConfigurationError> Validate(IConfiguration configuration, string contentRoot)
    {
        var errors = new List<ConfigurationError>(AuditOptions.Validate(configuration, contentRoot));
        errors.AddRange(RateLimitsOptions.Validate(configuration));
        OptionsReader.Read<LimitsOptions>(configuration.GetSection(LimitsOptions.Section), errors);
        OptionsReader.Read<SecurityHeadersOptions>(configuration.GetSection(SecurityHeadersOptions.Section), errors);
        errors.AddRange(ManagementAddresses.Validate(configuration));
        return errors;
    }
}
