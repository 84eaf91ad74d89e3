using System.Net;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Operations;

/// <summary>Validates the configuration as a whole before anything starts, so that every error is told at once.</summary>
internal static class ConfigurationCheck
{
    private const string Addresses = "Urls";

    private const string CorsSwitch = $"{CorsOptions.Section}:{nameof(CorsOptions.Enabled)}";

    private static readonly string[] Switches = [CorsSwitch, ApiDocuments.EnabledKey, "Samples:Enabled"];

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
            throw new ConfigurationException(errors);
    }

    /// <summary>What is wrong outside the sections <c>Stores</c> and <c>Routes</c>.</summary>
    public static IReadOnlyList<ConfigurationError> Errors(IConfiguration configuration, IHostEnvironment environment) =>
    [
        .. ValidateAddresses(configuration),
        .. JwtConfiguration.Validate(configuration, environment),
        .. ValidateSwitches(configuration),
        .. CorsOptions.ValidateOrigins(configuration),
    ];

    // Who reads them would throw at the first that is neither, whatever else is wrong. Empty means the default, but the binder of the Cors section can't read that.
    private static IEnumerable<ConfigurationError> ValidateSwitches(IConfiguration configuration) => Switches
        .Where(key => configuration[key] is { } text && !bool.TryParse(text, out _) && (text.Length > 0 || key == CorsSwitch))
        .Select(key => new ConfigurationError(key, $"\"{configuration[key]}\" is neither true nor false; write one of the two, or remove the setting"));

    private static IEnumerable<ConfigurationError> ValidateAddresses(IConfiguration configuration) => (configuration[Addresses] ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Where(address => !CanBeListenedOn(address))
        .Select(address => new ConfigurationError(Addresses, $"\"{address}\" is no address to listen on; write it like http://localhost:5080, several separated by ;"));

    private static bool CanBeListenedOn(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address.Scheme is "http" or "https" && (address.IsUnixPipe || address.IsNamedPipe || IsHostAndPort(address));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // A port that is no number is parsed as a part of the host, and the server would listen everywhere, on port 80.
    private static bool IsHostAndPort(BindingAddress address) =>
        address.PathBase.Length == 0
        && address.Port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort
        && (!address.Host.Contains(':', StringComparison.Ordinal) || IPAddress.TryParse(address.Host, out _));
}
