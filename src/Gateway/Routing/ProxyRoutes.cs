using Yarp.ReverseProxy.Configuration;

namespace JobsGateway.Gateway.Routing;

/// <summary>YARP's own section, <c>ReverseProxy</c>, for those who know it. It takes effect with the rest of the configuration, not by itself: what is refused as a whole changes no route here either.</summary>
internal sealed class ProxyRoutes
{
    public const string Section = "ReverseProxy";

    public ProxyRoutes(IConfiguration configuration)
    {
        Provider = new InMemoryConfigProvider([], []);
        Load(configuration);
    }

    /// <summary>Gives YARP what is in force.</summary>
    public InMemoryConfigProvider Provider { get; }

    /// <summary>Puts the section in force. One that can't be read is told by the check of the configuration, and nothing changes.</summary>
    public void Load(IConfiguration configuration)
    {
        using var services = Services(configuration).BuildServiceProvider();
        if (TryRead(services, out var proxy, out _))
            Provider.Update(proxy.Routes, proxy.Clusters);
    }

    /// <summary>YARP with this section.</summary>
    public static IServiceCollection Services(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddReverseProxy().LoadFromConfig(configuration.GetSection(Section));
        return services;
    }

    /// <summary>Reads the section.</summary>
    /// <param name="services">YARP with the section.</param>
    /// <param name="proxy">Its routes and clusters.</param>
    /// <param name="reason">What can't be read in it.</param>
    public static bool TryRead(IServiceProvider services, out IProxyConfig proxy, out string? reason)
    {
        try
        {
            (proxy, reason) = (services.GetRequiredService<IProxyConfigProvider>().GetConfig(), null);
            return true;
        }
        catch (Exception e)
        {
            (proxy, reason) = (null!, e.GetBaseException().Message);
            return false;
        }
    }
}
