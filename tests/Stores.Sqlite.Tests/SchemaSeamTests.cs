using System.Data;
using Dapper;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Abstractions.Schema;
using JobsGateway.Stores.Conformance;
using JobsGateway.Stores.Sqlite.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.Sqlite.Tests;

/// <summary>The schema as an operator looks at it and brings it up to date.</summary>
public sealed class SchemaSeamTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, 123, TimeSpan.Zero);
    private static readonly int Newest = SqliteScripts.All[^1].Version;

    private readonly SqliteFixture _fixture = new();

    [Fact]
    public async Task A_missing_file_has_no_schema_and_looking_makes_none()
    {
        await using var store = _fixture.NewStore();
        Is(SchemaState.Missing, 0, await store.GetStatusAsync(default));
        Assert.Empty(Directory.GetFileSystemEntries(_fixture.Folder));
    }

    [Fact]
    public async Task An_empty_file_has_no_schema()
    {
        await File.WriteAllBytesAsync(_fixture.File, []);
        await using var store = _fixture.NewStore();
        Is(SchemaState.Missing, 0, await store.GetStatusAsync(default));
        Assert.Equal(0, new FileInfo(_fixture.File).Length);
    }

    [Fact]
    public async Task An_upgrade_makes_the_schema_and_a_second_finds_nothing_to_do()
    {
        await using var store = _fixture.NewStore(new FakeTimeProvider(Now));
        Assert.Equal(new SchemaUpgrade(0, Newest), await store.UpgradeAsync(default));
        var status = await store.GetStatusAsync(default);
        Is(SchemaState.Current, Newest, status);
        Assert.Equal(SqliteScripts.All.Select(script => new AppliedScript(script.Version, Now)), status.Applied);
        Assert.Equal(new SchemaUpgrade(Newest, Newest), await store.UpgradeAsync(default));
        await store.PrepareAsync(default);
        Assert.True(await store.IsEmptyAsync(default));
    }

    [Fact]
    public async Task An_older_schema_is_upgraded()
    {
        MakeVersionOne();
        await using var store = _fixture.NewStore();
        Is(SchemaState.Older, 1, await store.GetStatusAsync(default));
        Assert.Equal(new SchemaUpgrade(1, Newest), await store.UpgradeAsync(default));
        Is(SchemaState.Current, Newest, await store.GetStatusAsync(default));
    }

    [Fact]
    public async Task A_newer_or_foreign_schema_is_told_and_not_upgraded()
    {
        await (await _fixture.PreparedStoreAsync()).DisposeAsync();
        await using var store = _fixture.NewStore();
        Execute("INSERT INTO SchemaVersion VALUES (999, 'by hand')");
        Is(SchemaState.Newer, 999, await store.GetStatusAsync(default));
        await Assert.ThrowsAsync<JobStoreException>(() => store.UpgradeAsync(default));
        Execute("DROP TABLE SchemaVersion");
        Is(SchemaState.Foreign, 0, await store.GetStatusAsync(default));
        await Assert.ThrowsAsync<JobStoreException>(() => store.UpgradeAsync(default));
    }

    [Fact]
    public async Task What_is_no_database_can_not_be_asked()
    {
        await File.WriteAllTextAsync(_fixture.File, new string('x', 10_000));
        await using var store = _fixture.NewStore();
        Assert.Contains("is no SQLite database", (await Assert.ThrowsAsync<JobStoreException>(() => store.GetStatusAsync(default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_script_does_what_an_upgrade_does(int version)
    {
        if (version == 1)
            MakeVersionOne();
        await using var store = _fixture.NewStore();
        Execute(store.Script(version));
        Is(SchemaState.Current, Newest, await store.GetStatusAsync(default));
        var byScript = Dump("SELECT sql FROM sqlite_master ORDER BY name");
        await store.PrepareAsync(default);
        Assert.False((await store.GetStatusAsync(default)).Applied[^1].AppliedAt == DateTimeOffset.MinValue);
        await store.DisposeAsync();

        File.Delete(_fixture.File);
        await (await _fixture.PreparedStoreAsync()).DisposeAsync();
        Assert.Equal(Dump("SELECT sql FROM sqlite_master ORDER BY name"), byScript);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_script_run_again_fails_and_changes_nothing(int version)
    {
        await using (var store = await _fixture.PreparedStoreAsync())
        {
            await store.EnqueueAsync(new NewJob("relay", "{}"u8.ToArray()), default);
            await store.EnqueueAsync(new NewJob("mint", "{}"u8.ToArray()), default);
            await store.ClaimAsync(new ClaimRequest("mint", TimeSpan.FromMinutes(1)), default);
        }

        var (before, script) = (DumpAll(), _fixture.NewStore().Script(version));
        Assert.Contains("UNIQUE", Assert.Throws<SqliteException>(() => Execute(script)).Message, StringComparison.Ordinal);
        Assert.Equal(before, DumpAll());

        // As the tool runs it without -bail: every statement, whatever came of the one before.
        using (var connection = _fixture.Open())
        {
            foreach (var statement in script.Split(";\n").Where(part => !string.IsNullOrWhiteSpace(part)))
            {
                try
                {
                    connection.Execute(statement, commandType: CommandType.Text);
                }
                catch (SqliteException)
                {
                }
            }
        }

        Assert.Equal(before, DumpAll());
    }

    [Fact]
    public void The_script_of_the_newest_version_does_nothing_and_there_is_none_beyond()
    {
        var store = _fixture.NewStore();
        Assert.DoesNotContain("INSERT", store.Script(Newest), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Script(Newest + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Script(-1));
        Assert.Null(store.RoleScript("gateway"));
    }

    [Fact]
    public async Task Without_automatic_migration_a_missing_schema_is_refused_and_not_made()
    {
        await using var store = _fixture.NewStore(autoMigrate: false);
        var refusal = await Assert.ThrowsAsync<JobStoreException>(() => store.PrepareAsync(default));
        Assert.Contains("has no schema yet", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project src/Gateway -- schema create --store jobs-of-mine", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_fixture.File));
    }

    [Fact]
    public async Task Without_automatic_migration_an_older_schema_is_refused_and_left()
    {
        MakeVersionOne();
        await using var store = _fixture.NewStore(autoMigrate: false);
        var refusal = await Assert.ThrowsAsync<JobStoreException>(() => store.PrepareAsync(default));
        Assert.Contains("schema version 1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project src/Gateway -- schema upgrade --store jobs-of-mine", refusal.Message, StringComparison.Ordinal);
        Is(SchemaState.Older, 1, await store.GetStatusAsync(default));

        await store.UpgradeAsync(default);
        await store.PrepareAsync(default);
        Assert.True(await store.IsEmptyAsync(default));
    }

    [Fact]
    public async Task Without_automatic_migration_a_newer_schema_is_refused()
    {
        await (await _fixture.PreparedStoreAsync()).DisposeAsync();
        Execute("INSERT INTO SchemaVersion VALUES (999, '')");
        await using var store = _fixture.NewStore(autoMigrate: false);
        Assert.Contains("schema version 999", (await Assert.ThrowsAsync<JobStoreException>(() => store.PrepareAsync(default))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _fixture.Dispose();

    private void Is(SchemaState state, int version, SchemaStatus status) =>
        Assert.Equal((state, version, Newest, _fixture.File), (status.State, status.Version, status.Newest, status.Place));

    private void MakeVersionOne()
    {
        using var connection = new SqliteConnection($"Data Source={_fixture.File};Pooling=False");
        connection.Open();
        new SchemaMigrator([SqliteScripts.All[0]], TimeProvider.System).Migrate(connection, _fixture.File);
    }

    private void Execute(string sql)
    {
        using var connection = _fixture.Open();
        connection.Execute(sql);
    }

    private string DumpAll() => Dump("SELECT sql FROM sqlite_master ORDER BY name") + Dump("SELECT * FROM SchemaVersion") + Dump("SELECT * FROM Jobs") + Dump("SELECT * FROM QueueEntries");

    private string Dump(string sql)
    {
        using var connection = _fixture.Open();
        return string.Join('\n', connection.Query(sql).Select(row => string.Join('|', (IDictionary<string, object>)row)));
    }
}
