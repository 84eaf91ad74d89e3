using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Live;

/// <summary>The store that takes the jobs.</summary>
/// <param name="Name">Its name in configuration.</param>
/// <param name="Store">The store, prepared.</param>
/// <param name="Importer">Its way of taking jobs in bulk.</param>
public sealed record ImportTarget(string Name, IJobStore Store, IJobImporter Importer);
