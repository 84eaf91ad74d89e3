using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Operations.Checks;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Operations;

/// <summary>Validates the configuration as a whole before anything starts, so that every error is told at once.</summary>
internal static class ConfigurationCheck
{
    /// <exception cref="ConfigurationException">There is at least one error.</exception>
    public static void ThrowIfInvalid(WebApplication app)
    {
        var errors = Validate(
            app.Configuration,
            app.Environment,
            [.. app.Services.GetRequiredService<StoreSet>().Errors, .. app.Services.GetRequiredService<RoutePlanSource>().Errors]);
        if (errors.Count > 0)
            throw new ConfigurationException(errors);
    }

    /// <summary>Every error of the configuration as it stands now; can be asked again at any time.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="environment">Says what is allowed in Development only.</param>
    /// <param name="ofStoresAndRoutes">What was found while the stores and the route plan were made from the same configuration.</param>
    public static IReadOnlyList<ConfigurationError> Validate(
        IConfiguration configuration, IHostEnvironment environment, IEnumerable<ConfigurationError> ofStoresAndRoutes)
    {
        ConfigurationError[] errors =
        [
            .. SectionNameCheck.Validate(configuration),
            .. AddressCheck.Validate(configuration),
            .. JwtConfiguration.Validate(configuration, environment),
            .. ofStoresAndRoutes,
            .. CorsOptions.Validate(configuration),
            .. Validate<DocsOptions>(configuration, DocsOptions.Section),
            .. Validate<SamplesOptions>(configuration, SamplesOptions.Section),
            .. ReverseProxyCheck.Validate(configuration),
        ];
        return [.. errors.Select(Redaction.Of)];
    }

    private static List<ConfigurationError> Validate<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        var errors = new List<ConfigurationError>();
        OptionsReader.Read<T>(configuration.GetSection(section), errors);
        return errors;
    }
}
