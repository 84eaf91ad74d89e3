using JobsGateway.Gateway.Configuration.Files;
using Microsoft.Extensions.Primitives;

namespace JobsGateway.Gateway.Operations.Reload;

/// <summary>The configuration that changes while the gateway runs.</summary>
/// <param name="root">All of it.</param>
internal sealed class LiveConfiguration(IConfigurationRoot root)
{
    /// <summary>As it was when the gateway was put together.</summary>
    public ConfigurationSnapshot AtStart { get; } = ConfigurationSnapshot.Of(root);

    /// <summary>As it is now.</summary>
    public ConfigurationSnapshot Now() => ConfigurationSnapshot.Of(root);

    public IChangeToken GetReloadToken() => root.GetReloadToken();
}
