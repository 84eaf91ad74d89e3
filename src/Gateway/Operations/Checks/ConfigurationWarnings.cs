using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Upstream.Configuration;

namespace JobsGateway.Gateway.Operations.Checks;

/// <summary>What is allowed in a valid configuration, and that an operator should know of.</summary>
internal static class ConfigurationWarnings
{
    // Node's keepAliveTimeout: from then on a request may meet a connection that is just being closed.
    private static readonly TimeSpan NodeClosesAfter = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<ConfigurationWarning> Of(IConfiguration configuration, IHostEnvironment environment) =>
        [.. OfTokens(JwtConfiguration.Read(configuration, environment).Options), .. ExceptTokens(configuration, environment)];

    /// <summary>Those that whoever checks the tokens does not log itself.</summary>
    public static IReadOnlyList<ConfigurationWarning> ExceptTokens(IConfiguration configuration, IHostEnvironment environment) =>
        [.. OfUpstreams(configuration), .. RouteWarnings.Of(configuration), .. OfDevelopmentTools(configuration, environment), .. ReverseProxyCheck.Warn(configuration)];

    private static IEnumerable<ConfigurationWarning> OfTokens(JwtOptions jwt)
    {
        foreach (var (index, secret) in jwt.Secrets.Index())
        {
            var path = $"{JwtOptions.SectionName}:{nameof(JwtOptions.Secrets)}:{index}";
            if (secret == DevelopmentSecret.Value)
                yield return new(path, "is the well-known development secret: anybody can make an admin token. Set one of your own outside of development");
            else if (JwtOptionsValidator.IsShort(secret))
                yield return new(path, $"is shorter than {JwtOptionsValidator.MinimumSecretBytes} bytes: it can be guessed from any token");
        }

        if (jwt is { Metadata: not null, Audience: null })
            yield return new($"{JwtOptions.SectionName}:{nameof(JwtOptions.Audience)}", "is not set: every token of the issuer is accepted, whatever application it was made for");
        if (jwt is { Metadata: not null, RequireHttpsMetadata: false })
            yield return new($"{JwtOptions.SectionName}:{nameof(JwtOptions.RequireHttpsMetadata)}", "is false: who can change what is read from the issuer can make any token");
    }

    private static IEnumerable<ConfigurationWarning> OfUpstreams(IConfiguration configuration)
    {
        foreach (var store in configuration.GetSection(StoreSet.Section).GetChildren().Where(StoreTypes.IsUpstream))
        {
            var transport = OptionsReader.Read<UpstreamOptions>(store, [], StoreTypes.Key).Transport;
            var path = $"{store.Path}:{nameof(UpstreamOptions.Transport)}";
            if (transport.AcceptAnyCertificate)
                yield return new($"{path}:{nameof(transport.AcceptAnyCertificate)}", "is true: anybody on the way can read and change what is sent, tokens included");
            if (transport.IdleTimeout >= NodeClosesAfter)
                yield return new($"{path}:{nameof(transport.IdleTimeout)}", $"{transport.IdleTimeout:c} is no shorter than the 5 s after which a Node server closes a connection: now and then a request will meet one that is being closed");
        }
    }

    private static IEnumerable<ConfigurationWarning> OfDevelopmentTools(IConfiguration configuration, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
            yield break;
        if (OptionsReader.Read<DocsOptions>(configuration.GetSection(DocsOptions.Section), []).Enabled == true)
            yield return new($"{DocsOptions.Section}:{nameof(DocsOptions.Enabled)}", $"is true in {environment.EnvironmentName}: anybody can read the description of the API");
        if (OptionsReader.Read<SamplesOptions>(configuration.GetSection(SamplesOptions.Section), []).Enabled == true)
            yield return new($"{SamplesOptions.Section}:{nameof(SamplesOptions.Enabled)}", $"is true in {environment.EnvironmentName}: an empty store is filled with sample jobs");
    }
}
