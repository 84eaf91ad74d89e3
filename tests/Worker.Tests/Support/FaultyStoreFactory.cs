using JobsGateway.Stores.Sqlite;

namespace JobsGateway.Worker.Tests.Support;

/// <summary>Makes SQLite stores that can be cut off, under a type of their own.</summary>
internal sealed class FaultyStoreFactory : IJobStoreFactory
{
    public const string TypeName = "Faulty";

    private readonly SqliteJobStoreFactory _sqlite = new();

    /// <summary>What the store's preparation throws at first.</summary>
    public Exception? NotPreparable { get; init; }

    public FaultyStore Store { get; private set; } = null!;

    public string Type => TypeName;

    public IJobStore Create(JobStoreContext context) => Store = new FaultyStore(_sqlite.Create(context)) { NotPreparable = NotPreparable };
}
