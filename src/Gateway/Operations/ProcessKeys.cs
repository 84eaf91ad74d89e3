using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace JobsGateway.Gateway.Operations;

/// <summary>The keys of ASP.NET Core's data protection, of this process alone.</summary>
/// <remarks>
/// YARP brings data protection for affinity cookies, and the console for its connections. By default it writes its keys into the home folder, unencrypted, and the gateway keeps no
/// state. What needs an affinity that outlives a restart, or is shared by several gateways, takes YARP's policy HashCookie, which needs no key.
/// </remarks>
internal sealed class ProcessKeys : IXmlRepository
{
    private readonly ConcurrentQueue<XElement> _keys = new();

    public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys.Select(key => new XElement(key))];

    public void StoreElement(XElement element, string friendlyName) => _keys.Enqueue(new XElement(element));

    /// <summary>Keeps the keys in the process, and makes none before one is needed. To be used after everything that may bring data protection.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.Configure<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new ProcessKeys();
            options.XmlEncryptor = new NullXmlEncryptor();
        });
        // It would make a key at every start, and load what reads XML.
        if (services.FirstOrDefault(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name == "DataProtectionHostedService") is { } reader)
            services.Remove(reader);
    }
}
