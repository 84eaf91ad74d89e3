using JobsGateway.Stores.Abstractions;

namespace JobsGateway.InMemoryStore;

/// <summary>The plugin's entry: a public class the gateway finds by its interface.</summary>
public sealed class InMemoryJobStoreFactory : IJobStoreFactory
{
    /// <inheritdoc/>
    public string Type => "InMemory";

    /// <inheritdoc/>
    public IJobStore Create(JobStoreContext context) => new InMemoryJobStore(context.Clock);
}
