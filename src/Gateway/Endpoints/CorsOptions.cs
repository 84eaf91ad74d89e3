
namespace JobsGateway.Gateway.Endpoints;

/// <summary>The <c>Cors</c> section.</summary>
internal sealed class CorsOptions
{
    public const string Section = "Cors";

    public const string AnyOrigin = "*";

    /// <summary>Whether browsers of other origins may call the gateway. Default: false.</summary>
    public bool Enabled { get; set; }

    /// <summary>The origins that may; <c>*</c> for any. Default when none is named: any.</summary>
    public IList<string> Origins { get; } = [];

    /// <summary>What is wrong with the origins. A browser's <c>Origin</c> is compared as text, so one with a path or a trailing slash would never match.</summary>
    public static IEnumerable<ConfigurationError> ValidateOrigins(IConfiguration configuration)
    {
        var origins = configuration.GetSection(Section).GetSection(nameof(Origins));
        // The binder overlooks a single text here, and without any origin every one is allowed.
        if (!string.IsNullOrEmpty(origins.Value))
            yield return new(origins.Path, $"is a list; write \"Origins\": [ \"{origins.Value}\" ], or {Section}__{nameof(Origins)}__0 in the environment");
        foreach (var origin in origins.GetChildren())
        {
            if (origin.Value is { } text && !IsOrigin(text, out var written))
                yield return new(origin.Path, $"\"{text}\" is no origin; write {written ?? "it like https://studio.example.com or http://localhost:3000"}, or {AnyOrigin} for any");
        }
    }

    private static bool IsOrigin(string text, out string? written)
    {
        written = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) // As browsers write it: without user, path and the scheme's own port.
            : null;
        return text == AnyOrigin || text.Equals(written, StringComparison.OrdinalIgnoreCase);
    }
}
