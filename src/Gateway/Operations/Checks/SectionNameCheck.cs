using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.ConsoleView;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Guards;
using JobsGateway.Gateway.Operations.Shutdown;
using JobsGateway.Gateway.Operations.Telemetry.Configuration;
using JobsGateway.Gateway.Parity.Configuration;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace JobsGateway.Gateway.Operations.Checks;

/// <summary>Finds keys at the top of the configuration that are probably meant to be ours. Any other is left alone: every environment variable is one.</summary>
internal static class SectionNameCheck
{
    private static readonly string[] Sections =
    [
        AddressCheck.Key, JwtOptions.SectionName, StoreSet.Section, RoutePlanBuilder.Section, PluginLoader.Section,
        CorsOptions.Section, ConsoleOptions.Section, DocsOptions.Section, SamplesOptions.Section, ParityOptions.Section, ShutdownOptions.Section, TelemetryOptions.Section, ProxyRoutes.Section, "Kestrel", .. GuardOptions.Sections,
    ];

    private static readonly Dictionary<string, string> Misplaced = new(
        [
            .. JwtOptionsReader.Settings.Select(name => KeyValuePair.Create(name, JwtOptions.SectionName)),
            .. Enum.GetNames<Operation>().Append(RoutePlanBuilder.PassThrough).Select(name => KeyValuePair.Create(name, RoutePlanBuilder.Section)),
            KeyValuePair.Create(nameof(CorsOptions.Origins), CorsOptions.Section),
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a key at the top is a section of the gateway.</summary>
    public static bool IsOurs(string key) => Sections.Contains(key, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<ConfigurationError> Validate(IConfiguration configuration)
    {
        foreach (var section in configuration.GetChildren())
        {
            if (IsOurs(section.Key) || !IsDeliberate(configuration, section))
                continue;
            if (Misplaced.TryGetValue(section.Key, out var parent))
                yield return new(section.Path, $"is no setting at the top; it belongs into {parent}: write {parent}:{section.Key}");
            else if (Spelling.Nearest(section.Key, Sections) is { } meant)
                yield return new(section.Path, $"is no section of the gateway; did you mean {meant}?");
        }
    }

    // A single value in the environment (URL=..., ISSUER=...) may be there for any other program.
    private static bool IsDeliberate(IConfiguration configuration, IConfigurationSection section) =>
        section.GetChildren().Any()
        || configuration is not IConfigurationRoot root
        || root.Providers.Any(provider => provider is not EnvironmentVariablesConfigurationProvider && provider.TryGet(section.Key, out _));
}
