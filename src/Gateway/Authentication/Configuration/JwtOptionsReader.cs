using System.Globalization;

namespace JobsGateway.Gateway.Authentication.Configuration;

/// <summary>Reads the section key by key: the framework's binder stops at the first bad value and overlooks misspelt keys.</summary>
internal sealed class JwtOptionsReader
{
    private const string SingleSecret = "Secret";

    private static readonly string[] KnownKeys =
    [
        nameof(JwtOptions.Secrets), SingleSecret, nameof(JwtOptions.Authority), nameof(JwtOptions.MetadataAddress),
        nameof(JwtOptions.RequireHttpsMetadata), nameof(JwtOptions.Audience), nameof(JwtOptions.Issuer), nameof(JwtOptions.RequireExpiration),
        nameof(JwtOptions.ClockSkew), nameof(JwtOptions.AllowShortSecrets), nameof(JwtOptions.Strict),
    ];

    private readonly IConfigurationSection _section;
    private readonly List<ConfigurationError> _errors;

    private JwtOptionsReader(IConfigurationSection section, List<ConfigurationError> errors)
    {
        _section = section;
        _errors = errors;
    }

    public static JwtOptions Read(IConfigurationSection section, List<ConfigurationError> errors) =>
        new JwtOptionsReader(section, errors).Read();

    private JwtOptions Read()
    {
        foreach (var child in _section.GetChildren().Where(child => !KnownKeys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
            _errors.Add(new(child.Path, $"is not a setting; the settings are {string.Join(", ", KnownKeys)}"));
        return new JwtOptions
        {
            Secrets = Secrets(),
            Authority = Address(nameof(JwtOptions.Authority)),
            MetadataAddress = Address(nameof(JwtOptions.MetadataAddress)),
            RequireHttpsMetadata = Switch(nameof(JwtOptions.RequireHttpsMetadata), true),
            Audience = Text(nameof(JwtOptions.Audience)),
            Issuer = Text(nameof(JwtOptions.Issuer)),
            RequireExpiration = Switch(nameof(JwtOptions.RequireExpiration), false),
            ClockSkew = Duration(nameof(JwtOptions.ClockSkew)),
            AllowShortSecrets = Switch(nameof(JwtOptions.AllowShortSecrets), false),
            Strict = Switch(nameof(JwtOptions.Strict), false),
        };
    }

    // Jwt__Secrets=... instead of Jwt__Secrets__0=... is an easy slip with one meaning only.
    private string[] Secrets()
    {
        var list = _section.GetSection(nameof(JwtOptions.Secrets));
        return [.. list.GetChildren().Append(list).Append(_section.GetSection(SingleSecret)).Select(Secret).OfType<string>()];
    }

    private string? Secret(IConfigurationSection setting)
    {
        // An empty list in a JSON file is an empty value of the list itself.
        if (setting.Value is "" && setting.Key != nameof(JwtOptions.Secrets))
            _errors.Add(new(setting.Path, "is empty; remove it or set the secret the tokens are signed with"));
        return string.IsNullOrEmpty(setting.Value) ? null : setting.Value;
    }

    private string? Text(string key) => _section[key] is { Length: > 0 } text ? text : null;

    private Uri? Address(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")
            return address;
        _errors.Add(new(_section.GetSection(key).Path, $"\"{text}\" is no absolute http(s) address; write it like https://login.example.com/"));
        return null;
    }

    private bool Switch(string key, bool fallback)
    {
        if (Text(key) is not { } text)
            return fallback;
        if (bool.TryParse(text, out var value))
            return value;
        _errors.Add(new(_section.GetSection(key).Path, $"\"{text}\" is neither true nor false"));
        return fallback;
    }

    private TimeSpan Duration(string key)
    {
        if (Text(key) is not { } text)
            return TimeSpan.Zero;
        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var value) && text.Contains(':', StringComparison.Ordinal))
            return value;
        _errors.Add(new(_section.GetSection(key).Path, $"\"{text}\" is no duration; write it like 00:00:30 (hours:minutes:seconds)"));
        return TimeSpan.Zero;
    }
}
