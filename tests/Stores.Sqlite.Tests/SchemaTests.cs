using Dapper;
using JobsGateway.Stores.Abstractions.Schema;
using JobsGateway.Stores.Conformance;
using JobsGateway.Stores.Sqlite.Schema;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Stores.Sqlite.Tests;

public sealed class SchemaTests : IDisposable
{
    private readonly SqliteFixture _fixture = new();

    [Fact]
    public async Task A_fresh_file_gets_the_newest_schema_and_a_write_ahead_log()
    {
        await using var store = await _fixture.PreparedStoreAsync();
        using var connection = _fixture.Open();
        Assert.Equal(SqliteScripts.All.Select(script => script.Version), connection.Query<int>("SELECT Version FROM SchemaVersion ORDER BY Version"));
        Assert.Equal("wal", connection.ExecuteScalar<string>("PRAGMA journal_mode"));
        Assert.Equal("UTF-8", connection.ExecuteScalar<string>("PRAGMA encoding"));
    }

    [Fact]
    public async Task Preparing_again_keeps_the_jobs()
    {
        await using (var store = await _fixture.PreparedStoreAsync())
            await FillAsync(store);
        await using var again = await _fixture.PreparedStoreAsync();
        Assert.False(await again.IsEmptyAsync(default));
    }

    [Fact]
    public async Task A_missing_folder_is_made()
    {
        var file = Path.Combine(_fixture.Folder, "a", "b", "jobs.db");
        await using var store = new SqliteJobStore(new SqliteStoreOptions(file), TimeProvider.System, NullLogger<SqliteJobStore>.Instance);
        await store.PrepareAsync(default);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task Eight_instances_may_start_at_once()
    {
        var stores = Enumerable.Range(0, 8).Select(_ => _fixture.NewStore()).ToList();
        await Task.WhenAll(stores.Select(store => store.PrepareAsync(default)));
        await Task.WhenAll(stores.Select((store, i) => FillAsync(store, i)));
        foreach (var store in stores)
        {
            Assert.Equal(OutcomeStatus.Found, (await store.FetchByIdAsync(JobId.Parse(Jobs.Id(7)), default)).Status);
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await (await _fixture.PreparedStoreAsync()).DisposeAsync();
        using (var connection = _fixture.Open())
            connection.Execute("INSERT INTO SchemaVersion VALUES (999, '')");
        var refusal = await Assert.ThrowsAsync<JobStoreException>(() => _fixture.PreparedStoreAsync());
        Assert.Contains("schema version 999", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_something_else_is_refused_and_left_as_it_is()
    {
        using (var connection = _fixture.Open())
            connection.Execute("CREATE TABLE Orders (Id INTEGER)");
        var before = await File.ReadAllBytesAsync(_fixture.File);
        var refusal = await Assert.ThrowsAsync<JobStoreException>(() => _fixture.PreparedStoreAsync());
        Assert.Contains("something else", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_fixture.File));
    }

    [Fact]
    public async Task An_older_schema_is_migrated()
    {
        await using (var store = await _fixture.PreparedStoreAsync())
            await FillAsync(store);
        using var connection = _fixture.Open();
        var next = SqliteScripts.All[^1].Version + 1;
        var migrator = new SchemaMigrator([.. SqliteScripts.All, new SchemaScript(next, "extra", "ALTER TABLE Jobs ADD COLUMN Extra TEXT")], TimeProvider.System);
        Assert.Equal(new SchemaUpgrade(next - 1, next), migrator.Migrate(connection, _fixture.File));
        Assert.Equal(new SchemaUpgrade(next, next), migrator.Migrate(connection, _fixture.File));
        Assert.Equal(1, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM Jobs WHERE Extra IS NULL"));
    }

    [Fact]
    public async Task A_failing_migration_leaves_nothing_behind()
    {
        await (await _fixture.PreparedStoreAsync()).DisposeAsync();
        using var connection = _fixture.Open();
        var migrator = new SchemaMigrator([.. SqliteScripts.All, new SchemaScript(998, "half", "CREATE TABLE Half (Id TEXT); CREATE TABLE Jobs (Id TEXT)")], TimeProvider.System);
        Assert.ThrowsAny<Exception>(() => migrator.Migrate(connection, _fixture.File));
        Assert.Equal(0, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'Half'"));
        Assert.Equal(SqliteScripts.All[^1].Version, connection.ExecuteScalar<int>("SELECT MAX(Version) FROM SchemaVersion"));
    }

    public void Dispose() => _fixture.Dispose();

    private static async Task FillAsync(SqliteJobStore store, int number = 1)
    {
        var document = JobDocument.FromString(Jobs.Queue(number).Json);
        await store.ImportAsync([new ImportedJob(JobIndex.Read(JobKind.Queue, document), document)], default);
    }
}
