using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Configuration;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Makes stores of type <c>Sqlite</c> from a <see cref="SqliteSection"/>.</summary>
public sealed class SqliteJobStoreFactory : IJobStoreFactory
{
    private const string Example = "write for example \"Data Source=jobs.db\"";

    /// <inheritdoc/>
    public string Type => "Sqlite";

    /// <inheritdoc/>
    public IJobStore Create(JobStoreContext context)
    {
        var errors = new List<ConfigurationError>();
        var section = OptionsReader.Read<SqliteSection>(context.Configuration, errors, nameof(Type), "Resilience");
        var (file, problem) = DataSource(section.ConnectionString);
        if (problem is not null)
            errors.Add(new($"{context.Configuration.Path}:{nameof(section.ConnectionString)}", problem));
        if (errors.Count > 0)
            throw new JobStoreConfigurationException(errors);
        return new SqliteJobStore(
            new SqliteStoreOptions(Path.GetFullPath(file, context.ContentRoot))
            {
                Name = context.Name,
                BusyTimeout = section.BusyTimeout,
                AutoMigrate = section.AutoMigrate,
            },
            context.Clock,
            context.Loggers.CreateLogger<SqliteJobStore>());
    }

    private static (string File, string? Problem) DataSource(string connectionString)
    {
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException e)
        {
            return ("", $"is no connection string of SQLite ({e.Message}); {Example}");
        }

        var other = builder.Keys.Cast<string>().FirstOrDefault(key => builder.ShouldSerialize(key) && key != "Data Source");
        if (other is not null)
            return ("", $"sets '{other}', which the store decides itself; leave only 'Data Source'");
        if (string.IsNullOrWhiteSpace(builder.DataSource))
            return ("", $"names no file; {Example}");
        if (builder.DataSource.StartsWith(':') || builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return ("", $"must name a file, not '{builder.DataSource}': jobs are kept on disk; {Example}");
        return (builder.DataSource, null);
    }
}
