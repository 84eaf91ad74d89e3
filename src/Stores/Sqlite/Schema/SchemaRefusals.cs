using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Configuration;
using JobsGateway.Stores.Abstractions.Schema;

namespace JobsGateway.Stores.Sqlite.Schema;

/// <summary>Says why a store can't work with a schema, and what to do.</summary>
internal static class SchemaRefusals
{
    /// <exception cref="JobStoreException">The database belongs to a newer JobsGateway, or to something else.</exception>
    public static void ThrowIfUnusable(SchemaStatus status)
    {
        if (status.State == SchemaState.Foreign)
            throw new JobStoreException($"The database '{status.Place}' holds tables of something else. Name another file in ConnectionString.");
        if (status.State == SchemaState.Newer)
        {
            throw new JobStoreException(
                $"The database '{status.Place}' has schema version {status.Version}, this JobsGateway knows up to {status.Newest}. " +
                "Run the newer JobsGateway, or name another file.");
        }
    }

    /// <summary>For a store that leaves its schema to the operator.</summary>
    /// <exception cref="JobStoreException">It is not the one this program knows.</exception>
    public static void ThrowIfNotCurrent(SchemaStatus status, string store)
    {
        ThrowIfUnusable(status);
        if (status.State == SchemaState.Missing)
            throw new JobStoreException($"The database '{status.Place}' has no schema yet. {Cure("create", store)}");
        if (status.State == SchemaState.Older)
            throw new JobStoreException($"The database '{status.Place}' has schema version {status.Version}, this JobsGateway needs {status.Newest}. {Cure("upgrade", store)}");
    }

    private static string Cure(string command, string store) =>
        $"Run '{ProgramCommand.Text} schema {command} --store {store}', or set Stores:{store}:AutoMigrate to true.";
}
