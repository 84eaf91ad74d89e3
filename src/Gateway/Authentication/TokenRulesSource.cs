using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Authentication.Keys;
using JobsGateway.Gateway.Configuration;
using Microsoft.Extensions.Primitives;

namespace JobsGateway.Gateway.Authentication;

/// <summary>The rules in effect. They follow the configuration, as long as it is valid.</summary>
internal sealed class TokenRulesSource : IDisposable
{
    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(10);

    private readonly IConfiguration _configuration;
    private readonly IHostEnvironment _environment;
    private readonly ILogger<TokenRulesSource> _logger;
    private readonly HttpClient _http;
    private readonly IDisposable _reloads;
    private readonly Lock _reloading = new();
    private volatile TokenRules _current;
    private volatile IReadOnlyList<ConfigurationError> _refused = [];
    private string _fingerprint;

    /// <exception cref="ConfigurationException">The section is not valid; every error is listed with its cure.</exception>
    public TokenRulesSource(IConfiguration configuration, IHostEnvironment environment, ILogger<TokenRulesSource> logger)
    {
        var (options, errors) = JwtConfiguration.Read(configuration, environment);
        if (errors.Count > 0)
            throw new ConfigurationException(errors);
        _configuration = configuration;
        _environment = environment;
        _logger = logger;
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = MetadataTimeout };
        _fingerprint = Fingerprint();
        _current = Build(options);
        _reloads = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>The rules in effect.</summary>
    public TokenRules Current => _current;

    /// <summary>Why the configuration as it stands now is not in effect; empty where it is.</summary>
    public IReadOnlyList<ConfigurationError> Refused => _refused;

    public void Dispose()
    {
        _reloads.Dispose();
        _http.Dispose();
    }

    private void Reload()
    {
        lock (_reloading)
        {
            // Any section's change triggers this; unchanged rules keep the issuer's keys they have read.
            var fingerprint = Fingerprint();
            if (fingerprint == _fingerprint)
                return;
            _fingerprint = fingerprint;
            var (options, errors) = JwtConfiguration.Read(_configuration, _environment);
            _refused = errors;
            if (errors.Count == 0)
            {
                _current = Build(options);
                AuthenticationLog.Reloaded(_logger);
            }

            foreach (var error in errors)
                AuthenticationLog.ReloadRefused(_logger, error.ToString());
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

    private string Fingerprint() =>
        string.Join('\n', _configuration.GetSection(JwtOptions.SectionName).AsEnumerable().Select(pair => $"{pair.Key}={pair.Value}"));
}
