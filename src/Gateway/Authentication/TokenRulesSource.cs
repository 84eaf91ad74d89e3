using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Authentication.Keys;
using JobsGateway.Gateway.Configuration;

namespace JobsGateway.Gateway.Authentication;

/// <summary>The rules in effect.</summary>
internal sealed class TokenRulesSource : IDisposable
{
    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(10);

    private readonly IHostEnvironment _environment;
    private readonly ILogger<TokenRulesSource> _logger;
    private readonly HttpClient _http;
    private readonly Lock _reloading = new();
    private volatile TokenRules _current;
    private string _fingerprint;

    /// <exception cref="ConfigurationException">The section is not valid; every error is listed with its cure.</exception>
    public TokenRulesSource(IConfiguration configuration, IHostEnvironment environment, ILogger<TokenRulesSource> logger)
    {
        var (options, errors) = JwtConfiguration.Read(configuration, environment);
        if (errors.Count > 0)
            throw new ConfigurationException(errors);
        _environment = environment;
        _logger = logger;
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = MetadataTimeout };
        _fingerprint = FingerprintOf(configuration);
        _current = Build(options);
    }

    /// <summary>The rules in effect.</summary>
    public TokenRules Current => _current;

    public void Dispose()
    {
        _http.Dispose();
    }

    /// <summary>Puts the section in force. A section that is not valid changes nothing.</summary>
    /// <param name="configuration">The whole configuration; it must not change meanwhile.</param>
    /// <returns>What is wrong with it.</returns>
    public IReadOnlyList<ConfigurationError> Reload(IConfiguration configuration)
    {
        lock (_reloading)
        {
            // Unchanged rules keep the issuer's keys they have read.
            var fingerprint = FingerprintOf(configuration);
            if (fingerprint == _fingerprint)
                return [];
            var (options, errors) = JwtConfiguration.Read(configuration, _environment);
            if (errors.Count == 0)
            {
                _fingerprint = fingerprint;
                _current = Build(options);
                AuthenticationLog.Reloaded(_logger);
            }

            return errors;
        }
    }

    private TokenRules Build(JwtOptions options)
    {
        Warn(options);
        return new(options, options.Metadata is { } metadata ? new IssuerKeys(metadata, options.RequireHttpsMetadata, _http, _logger) : null);
    }

    private void Warn(JwtOptions options)
    {
        if (options.Secrets.Contains(DevelopmentSecret.Value))
            AuthenticationLog.DevelopmentSecretInUse(_logger);
        foreach (var (index, _) in options.Secrets.Index().Where(secret => JwtOptionsValidator.IsShort(secret.Item)))
            AuthenticationLog.ShortSecret(_logger, index, JwtOptionsValidator.MinimumSecretBytes);
        if (options is { Metadata: not null, Audience: null })
            AuthenticationLog.NoAudience(_logger);
    }

    private static string FingerprintOf(IConfiguration configuration) =>
        string.Join('\n', configuration.GetSection(JwtOptions.SectionName).AsEnumerable().Select(pair => $"{pair.Key}={pair.Value}"));
}
