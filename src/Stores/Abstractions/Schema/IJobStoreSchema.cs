namespace JobsGateway.Stores.Abstractions.Schema;

/// <summary>A store whose schema can be looked at and brought up to date.</summary>
public interface IJobStoreSchema
{
    /// <summary>Looks at the schema and changes nothing.</summary>
    /// <exception cref="JobStoreException">The database can't be asked; the message says why.</exception>
    Task<SchemaStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>Makes the schema where there is none, and brings an older one up to date, in one transaction. Safe to run twice, and by several at once.</summary>
    /// <exception cref="JobStoreException">It could not be done, or the schema is newer or foreign; nothing was changed.</exception>
    Task<SchemaUpgrade> UpgradeAsync(CancellationToken cancellationToken);

    /// <summary>What <see cref="UpgradeAsync"/> would run, in one transaction, for somebody who runs it by hand.</summary>
    /// <remarks>
    /// Safe to run twice. A step that was run is passed over; where the database's language has no conditions (SQLite), each step begins with the row that
    /// names its version, so that a second run fails at a step that was run, before it changes anything.
    /// </remarks>
    /// <param name="fromVersion">The version to start from; 0 for nothing there yet.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    string Script(int fromVersion);

    /// <summary>Gives an account just what a gateway needs; null where the database knows no accounts.</summary>
    /// <param name="role">The name of the role.</param>
    /// <exception cref="ArgumentException">No role can have this name; the message says why.</exception>
    string? RoleScript(string role);
}
