using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Operations;

/// <summary>Validates the configuration as a whole before anything starts, so that every error is told at once.</summary>
internal static class ConfigurationCheck
{
    /// <exception cref="ConfigurationException">There is at least one error.</exception>
    public static void ThrowIfInvalid(WebApplication app)
    {
        ConfigurationError[] errors =
        [
            .. JwtConfiguration.Validate(app.Configuration, app.Environment),
            .. app.Services.GetRequiredService<StoreSet>().Errors,
            .. app.Services.GetRequiredService<RoutePlanSource>().Errors,
        ];
        if (errors.Length > 0)
            throw new ConfigurationException(errors);
    }
}
