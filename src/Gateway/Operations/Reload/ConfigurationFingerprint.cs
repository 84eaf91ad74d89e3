using System.Security.Cryptography;
using System.Text;
using JobsGateway.Gateway.Guards;

namespace JobsGateway.Gateway.Operations.Reload;

/// <summary>Tells whether two states of the configuration are the same. Hashes, as there are secrets in it.</summary>
internal static class ConfigurationFingerprint
{
    // The sections that take effect without a restart. Logging does so by itself.
    private static readonly string[] Reloaded = ["Jwt", "Stores", "Routes", "Parity", "ReverseProxy", .. GuardOptions.Reloaded];

    private static readonly string[] AtStart = ["Urls", "Kestrel", "Plugins", "Cors", "Docs", "Console", "Shutdown", "Telemetry", .. GuardOptions.AtStart];

    /// <summary>Of all that is reloaded.</summary>
    public static string Of(IConfiguration configuration) => Of(configuration, Reloaded);

    /// <summary>Of each section that is read at the start only.</summary>
    public static IReadOnlyDictionary<string, string> OfStart(IConfiguration configuration) => AtStart.ToDictionary(section => section, section => Of(configuration, [section]));

    private static string Of(IConfiguration configuration, string[] sections)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in sections.SelectMany(section => configuration.GetSection(section).AsEnumerable()))
            text.Append(key).Append('=').Append(value).Append('\n');
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
