namespace JobsGateway.Stores.Conformance;

/// <summary>Gives a test its own empty store, and takes it away afterwards.</summary>
public interface IStoreFixture : IAsyncDisposable
{
    /// <summary>Makes an empty, prepared store that is an <see cref="IJobImporter"/> as well.</summary>
    Task<IJobStore> CreateAsync(TimeProvider clock);
}
