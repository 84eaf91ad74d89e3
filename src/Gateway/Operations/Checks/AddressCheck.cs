using System.Net;

namespace JobsGateway.Gateway.Operations.Checks;

/// <summary>Finds addresses nobody can listen on.</summary>
internal static class AddressCheck
{
    public const string Key = "Urls";

    private const string Cure = "write it like http://localhost:5080";

    public static IEnumerable<ConfigurationError> Validate(IConfiguration configuration)
    {
        var addresses = (configuration[Key] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        foreach (var address in addresses.Where(address => !CanBeListenedOn(address)))
            yield return new(Key, $"\"{address}\" is no address to listen on; {Cure}, several separated by ;");
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            if (string.IsNullOrEmpty(endpoint["Url"]))
                yield return new($"{endpoint.Path}:Url", $"is not set; {Cure}");
            else if (!CanBeListenedOn(endpoint["Url"]!))
                yield return new($"{endpoint.Path}:Url", $"\"{endpoint["Url"]}\" is no address to listen on; {Cure}");
        }
    }

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
