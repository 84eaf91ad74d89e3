using System.Security.Cryptography;
using System.Text;

namespace JobsGateway.Gateway.Operations.Reload;

/// <summary>Tells whether two states of the configuration are the same. A hash, as there are secrets in it.</summary>
internal static class ConfigurationFingerprint
{
    // The sections that take effect without a restart.
    private static readonly string[] Sections = ["Jwt", "Stores", "Routes", "ReverseProxy"];

    public static string Of(IConfiguration configuration)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in Sections.SelectMany(section => configuration.GetSection(section).AsEnumerable()))
            text.Append(key).Append('=').Append(value).Append('\n');
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
