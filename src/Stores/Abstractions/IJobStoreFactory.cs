using JobsGateway.Stores.Abstractions.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.Abstractions;

/// <summary>Makes stores of one type. The plugin seam: a public class implementing it, with a parameterless constructor, in an assembly named under <c>Plugins</c>.</summary>
public interface IJobStoreFactory
{
    /// <summary>The name by which configuration chooses it (<c>Stores:&lt;name&gt;:Type</c>), compared without case.</summary>
    string Type { get; }

    /// <summary>Makes a store; it must not touch the network or the disk yet (see <see cref="IJobStore.PrepareAsync"/>).</summary>
    /// <remarks>
    /// <see cref="OptionsReader"/> reads the section into an options type and finds what is wrong with it. The keys <c>Type</c> and <c>Resilience</c> are for
    /// the gateway, which reads them itself: a factory neither uses nor refuses them.
    /// </remarks>
    /// <exception cref="JobStoreConfigurationException">The store's section is wrong; every error is told with the key and the cure.</exception>
    /// <exception cref="JobStoreException">The store can't be made for one reason, told with the cure.</exception>
    IJobStore Create(JobStoreContext context);
}

/// <summary>What a store is made from.</summary>
/// <param name="Name">The store's name in configuration.</param>
/// <param name="Configuration">The store's own section, <c>Stores:&lt;name&gt;</c>.</param>
/// <param name="ContentRoot">The folder relative paths start from.</param>
/// <param name="Clock">Tells the time.</param>
/// <param name="Loggers">Makes loggers.</param>
public sealed record JobStoreContext(
    string Name,
    IConfigurationSection Configuration,
    string ContentRoot,
    TimeProvider Clock,
    ILoggerFactory Loggers);
