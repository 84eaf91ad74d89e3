using System.Globalization;

namespace JobsGateway.Gateway.Operations.Management;

/// <summary>The addresses the gateway listens on: those of the jobs API, and those of management.</summary>
internal static class ManagementAddresses
{
    private const string UrlsPath = $"{ManagementOptions.Section}:{nameof(ManagementOptions.Urls)}";
    private const string Endpoints = "Kestrel:Endpoints";

    /// <summary>What the server listens on where nothing is said, as ASP.NET Core has it.</summary>
    private const string Default = "http://localhost:5000";

    /// <summary>Those of management; none where they are not separate.</summary>
    public static IReadOnlyList<string> OfManagement(IConfiguration configuration) => Split(configuration[UrlsPath]);

    /// <summary>Those of the jobs API. Endpoints of Kestrel's own section take the place of all others.</summary>
    public static IReadOnlyList<string> OfJobs(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection(Endpoints).GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToArray();
        if (endpoints.Length > 0)
            return endpoints;
        if (Split(configuration["Urls"]) is { Length: > 0 } urls)
            return urls;
        string[] ports = [.. Split(configuration["HTTP_PORTS"]).Select(port => $"http://*:{port}"), .. Split(configuration["HTTPS_PORTS"]).Select(port => $"https://*:{port}")];
        return ports.Length > 0 ? ports : [Default];
    }

    /// <summary>Everything that is wrong with the section.</summary>
    public static IReadOnlyList<ConfigurationError> Validate(IConfiguration configuration)
    {
        var errors = new List<ConfigurationError>();
        OptionsReader.Read<ManagementOptions>(configuration.GetSection(ManagementOptions.Section), errors);
        var taken = OfJobs(configuration).Select(PortOf).OfType<int>().ToHashSet();
        foreach (var url in OfManagement(configuration))
        {
            // Which port a request came by decides what it may ask for: one that is not known before it is bound can't.
            if (PortOf(url) is not { } port)
                errors.Add(new(UrlsPath, $"\"{url}\" is no address with a port; write it like http://localhost:5081, several separated by ;"));
            else if (taken.Contains(port))
                errors.Add(new(UrlsPath, string.Create(CultureInfo.InvariantCulture, $"port {port} is the jobs API's, too; choose one of its own, like http://localhost:5081")));
        }

        return errors;
    }

    /// <summary>The port of an address; null where it names none that is known before it is bound.</summary>
    public static int? PortOf(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { IsUnixPipe: false, IsNamedPipe: false, PathBase.Length: 0, Scheme: "http" or "https", Port: > 0 and <= 65535 } address
                && !(address.Host.Contains(':', StringComparison.Ordinal) && !System.Net.IPAddress.TryParse(address.Host, out _))
                ? address.Port
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string[] Split(string? urls) => (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
