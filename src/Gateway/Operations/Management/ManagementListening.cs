using System.Globalization;

namespace JobsGateway.Gateway.Operations.Management;

/// <summary>Lets the server listen on the addresses of management as well.</summary>
internal static class ManagementListening
{
    /// <summary>Kestrel's section. Where it has endpoints, no other addresses count: those of management become endpoints then.</summary>
    public static IConfiguration KestrelSection(IConfiguration configuration)
    {
        var section = configuration.GetSection("Kestrel");
        if (!section.GetSection("Endpoints").GetChildren().Any())
            return section;
        var added = ManagementAddresses.OfManagement(configuration).Index()
            .Select(url => KeyValuePair.Create<string, string?>(string.Create(CultureInfo.InvariantCulture, $"Endpoints:{ManagementOptions.Section}{url.Index}:Url"), url.Item));
        return new ConfigurationBuilder().AddConfiguration(section).AddInMemoryCollection(added).Build();
    }

    /// <summary>Adds the addresses, where those of the jobs API are addresses and no endpoints.</summary>
    public static void Listen(WebApplication app)
    {
        var management = ManagementAddresses.OfManagement(app.Configuration);
        if (management.Count == 0 || app.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
            return;
        // Once there is one, the host adds none of its own.
        foreach (var url in ManagementAddresses.OfJobs(app.Configuration).Concat(management))
            app.Urls.Add(url);
    }
}
