namespace JobsGateway.Gateway.Endpoints;

/// <summary>Browsers of other origins.</summary>
internal sealed record CorsOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Cors";

    /// <summary>Stands for every origin.</summary>
    public const string AnyOrigin = "*";

    /// <summary>Whether browsers of other origins may call the gateway; every <c>OPTIONS</c> is answered as a preflight then. Default: false.</summary>
    public bool Enabled { get; init; }

    /// <summary>The origins that may, such as <c>https://studio.example.com</c>; <c>*</c> for any. Default: any.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Everything that is wrong with the section.</summary>
    public static IReadOnlyList<ConfigurationError> Validate(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var errors = new List<ConfigurationError>();
        OptionsReader.Read<CorsOptions>(section, errors);
        // Empty means the default, but the binder the section is read with can't read that.
        foreach (var origin in section.GetSection(nameof(Origins)).GetChildren())
        {
            // A browser's Origin is compared as text, so one with a path or a trailing slash would never match.
            if (origin.Value is { } text && !IsOrigin(text, out var written))
                errors.Add(new(origin.Path, $"\"{text}\" is no origin; write {written ?? "it like https://studio.example.com or http://localhost:3000"}, or {AnyOrigin} for any"));
        }

        return errors;
    }

    private static bool IsOrigin(string text, out string? written)
    {
        written = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) // As browsers write it: without user, path and the scheme's own port.
            : null;
        return text == AnyOrigin || text.Equals(written, StringComparison.OrdinalIgnoreCase);
    }
}
