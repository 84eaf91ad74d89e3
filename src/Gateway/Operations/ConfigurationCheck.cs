using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.ConsoleView;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Guards;
using JobsGateway.Gateway.Operations.Checks;
using JobsGateway.Gateway.Operations.Shutdown;
using JobsGateway.Gateway.Operations.Telemetry.Configuration;
using JobsGateway.Gateway.Parity.Configuration;
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
            .. Errors(app.Configuration, app.Environment),
            .. app.Services.GetRequiredService<StoreSet>().Errors,
            .. app.Services.GetRequiredService<RoutePlanSource>().Errors,
        ];
        if (errors.Length > 0)
            throw new ConfigurationException([.. errors.Select(Redaction.Of)]);
    }

    /// <summary>What is wrong outside the sections <c>Stores</c> and <c>Routes</c>; can be asked again at any time.</summary>
    public static IReadOnlyList<ConfigurationError> Errors(IConfiguration configuration, IHostEnvironment environment) =>
    [
        .. SectionNameCheck.Validate(configuration),
        .. AddressCheck.Validate(configuration),
        .. JwtConfiguration.Validate(configuration, environment),
        .. CorsOptions.Validate(configuration),
        .. Validate<DocsOptions>(configuration, DocsOptions.Section),
        .. Validate<ConsoleOptions>(configuration, ConsoleOptions.Section),
        .. Validate<SamplesOptions>(configuration, SamplesOptions.Section),
        .. Validate<ShutdownOptions>(configuration, ShutdownOptions.Section),
        .. ParityOptions.Validate(configuration),
        .. GuardOptions.Validate(configuration, environment.ContentRootPath),
        .. TelemetryOptions.Validate(configuration),
        .. ReverseProxyCheck.Validate(configuration),
    ];

    private static List<ConfigurationError> Validate<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        var errors = new List<ConfigurationError>();
        OptionsReader.Read<T>(configuration.GetSection(section), errors);
        return errors;
    }
}
