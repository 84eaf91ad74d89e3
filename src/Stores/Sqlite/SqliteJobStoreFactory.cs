using System.Globalization;
using JobsGateway.Stores.Abstractions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Makes stores of type <c>Sqlite</c>. Keys: <c>ConnectionString</c> (default <c>Data Source=jobs.db</c>) and <c>BusyTimeout</c> (default <c>00:00:05</c>).</summary>
public sealed class SqliteJobStoreFactory : IJobStoreFactory
{
    private const string ConnectionStringKey = "ConnectionString";
    private const string BusyTimeoutKey = "BusyTimeout";
    private const string DefaultConnectionString = "Data Source=jobs.db";

    private static readonly TimeSpan ShortestBusyTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestBusyTimeout = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Type => "Sqlite";

    /// <inheritdoc/>
    public IJobStore Create(JobStoreContext context)
    {
        foreach (var entry in context.Configuration.GetChildren())
        {
            if (!new[] { "Type", ConnectionStringKey, BusyTimeoutKey }.Contains(entry.Key, StringComparer.OrdinalIgnoreCase))
                throw new JobStoreException($"{entry.Path} is not an option of a Sqlite store. Use {ConnectionStringKey} and {BusyTimeoutKey}.");
        }

        var options = Connection(context);
        return new SqliteJobStore(
            BusyTimeout(context) is { } busyTimeout ? options with { BusyTimeout = busyTimeout } : options,
            context.Clock,
            context.Loggers.CreateLogger<SqliteJobStore>());
    }

    private static SqliteStoreOptions Connection(JobStoreContext context)
    {
        var path = Path(context, ConnectionStringKey);
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(context.Configuration[ConnectionStringKey] ?? DefaultConnectionString);
        }
        catch (ArgumentException e)
        {
            throw new JobStoreException($"{path} is no connection string of SQLite: {e.Message} Example: '{DefaultConnectionString}'.", e);
        }

        var other = builder.Keys.Cast<string>().FirstOrDefault(key => builder.ShouldSerialize(key) && key != "Data Source");
        if (other is not null)
            throw new JobStoreException($"{path} sets '{other}', which the store decides itself. Leave only 'Data Source'.");
        if (string.IsNullOrWhiteSpace(builder.DataSource))
            throw new JobStoreException($"{path} names no file. Example: '{DefaultConnectionString}'.");
        if (builder.DataSource.StartsWith(':') || builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            throw new JobStoreException($"{path} must name a file, not '{builder.DataSource}': jobs are kept on disk. Example: '{DefaultConnectionString}'.");
        return new SqliteStoreOptions(System.IO.Path.GetFullPath(builder.DataSource, context.ContentRoot));
    }

    private static TimeSpan? BusyTimeout(JobStoreContext context)
    {
        if (context.Configuration[BusyTimeoutKey] is not { } text)
            return null;
        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var value) && value >= ShortestBusyTimeout && value <= LongestBusyTimeout)
            return value;
        throw new JobStoreException(
            $"{Path(context, BusyTimeoutKey)} is '{text}'. Use a time span from {ShortestBusyTimeout:c} to {LongestBusyTimeout:c}, such as '00:00:05'.");
    }

    private static string Path(JobStoreContext context, string key) => $"{context.Configuration.Path}:{key}";
}
