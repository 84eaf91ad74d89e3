using JobsGateway.Stores.Conformance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Stores.Sqlite.Tests;

/// <summary>A database file in a folder of its own.</summary>
public sealed class SqliteFixture : IStoreFixture, IDisposable
{
    public SqliteFixture() => Folder = Directory.CreateTempSubdirectory("jobsgateway-sqlite-").FullName;

    public string Folder { get; }

    public string File => Path.Combine(Folder, "jobs.db");

    public SqliteJobStore NewStore(TimeProvider? clock = null, TimeSpan? busyTimeout = null, bool autoMigrate = true) =>
        new(
            new SqliteStoreOptions(File) { Name = "jobs-of-mine", BusyTimeout = busyTimeout ?? TimeSpan.FromSeconds(30), AutoMigrate = autoMigrate },
            clock ?? TimeProvider.System,
            NullLogger<SqliteJobStore>.Instance);

    public async Task<SqliteJobStore> PreparedStoreAsync(TimeSpan? busyTimeout = null)
    {
        var store = NewStore(busyTimeout: busyTimeout);
        await store.PrepareAsync(CancellationToken.None);
        return store;
    }

    public async Task<IJobStore> CreateAsync(TimeProvider clock)
    {
        var store = NewStore(clock);
        await store.PrepareAsync(CancellationToken.None);
        return store;
    }

    /// <summary>A connection beside the store.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
