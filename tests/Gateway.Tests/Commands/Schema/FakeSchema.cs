using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Schema;

namespace JobsGateway.Gateway.Tests.Commands.Schema;

/// <summary>A schema in memory that counts its upgrades.</summary>
internal sealed class FakeSchema(int version, SchemaState? state = null) : IJobStoreSchema
{
    public const int Newest = 2;

    public int Version { get; private set; } = version;

    public int Upgrades { get; private set; }

    /// <summary>What asking fails with; null where it does not.</summary>
    public JobStoreException? Failure { get; init; }

    public Task<SchemaStatus> GetStatusAsync(CancellationToken cancellationToken) => Failure is null
        ? Task.FromResult(new SchemaStatus(
            state ?? SchemaStatus.StateOf(Version, Newest), Version, Newest, "db.example.com, Password=hunter2",
            [.. Enumerable.Range(1, Version).Select(step => new AppliedScript(step, new DateTimeOffset(2026, 11, 23, 21, 4, step, TimeSpan.FromHours(1))))]))
        : throw Failure;

    public Task<SchemaUpgrade> UpgradeAsync(CancellationToken cancellationToken)
    {
        Upgrades++;
        var upgrade = new SchemaUpgrade(Version, Newest);
        Version = Newest;
        return Task.FromResult(upgrade);
    }

    public string Script(int fromVersion) => $"-- from {fromVersion}";

    public string? RoleScript(string role) => null;
}
