using Dapper;
using JobsGateway.Stores.Abstractions.Schema;
using JobsGateway.Stores.Conformance;
using JobsGateway.Stores.SqlServer.Schema;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Stores.SqlServer.Tests;

public sealed class SchemaTests : IAsyncLifetime
{
    private static readonly IReadOnlyList<SchemaScript> Scripts = SchemaScripts.Load(typeof(SqlServerJobStore).Assembly);

    private readonly SqlServerFixture _fixture = new();

    [SkippableFact]
    public async Task A_fresh_schema_is_missing_then_current_and_tells_its_steps()
    {
        await using var store = SqlServerFixture.NewStore(_fixture.Options);
        Assert.Equal((SchemaState.Missing, 0), StateOf(await store.GetStatusAsync(default)));
        Assert.Equal(new SchemaUpgrade(0, Scripts.Count), await store.UpgradeAsync(default));
        Assert.Equal(new SchemaUpgrade(Scripts.Count, Scripts.Count), await store.UpgradeAsync(default));
        var status = await store.GetStatusAsync(default);
        Assert.Equal((SchemaState.Current, Scripts.Count), StateOf(status));
        Assert.Equal(Scripts.Select(script => script.Version), status.Applied.Select(applied => applied.Version));
        Assert.Contains(_fixture.Schema, status.Place, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Preparing_again_keeps_the_jobs()
    {
        await using (var store = await _fixture.PreparedStoreAsync())
            await FillAsync(store);
        await using var again = await _fixture.PreparedStoreAsync();
        Assert.False(await again.IsEmptyAsync(default));
    }

    [SkippableFact]
    public async Task Eight_instances_may_start_at_once()
    {
        var stores = Enumerable.Range(0, 8).Select(_ => SqlServerFixture.NewStore(_fixture.Options)).ToList();
        await Task.WhenAll(stores.Select(store => store.PrepareAsync(default)));
        await Task.WhenAll(stores.Select((store, i) => FillAsync(store, i)));
        foreach (var store in stores)
            Assert.Equal(OutcomeStatus.Found, (await store.FetchByIdAsync(JobId.Parse(Jobs.Id(7)), default)).Status);
    }

    [SkippableFact]
    public async Task Without_AutoMigrate_a_missing_or_older_schema_is_refused_with_what_to_run()
    {
        var options = _fixture.Options with { AutoMigrate = false, Name = "mine" };
        await RefusesAsync(options, "schema create --store mine");
        await new SchemaMigrator(new Connections(options), [Scripts[0]], new Transactions(NullLogger.Instance)).UpgradeAsync(default);
        await RefusesAsync(options, "schema upgrade --store mine");
        await using var store = await _fixture.PreparedStoreAsync();
        Assert.Equal((SchemaState.Current, Scripts.Count), StateOf(await store.GetStatusAsync(default)));
    }

    [SkippableFact]
    public async Task A_store_refused_once_may_be_prepared_again()
    {
        await using var store = SqlServerFixture.NewStore(_fixture.Options with { AutoMigrate = false });
        await Assert.ThrowsAsync<JobStoreException>(() => store.PrepareAsync(default));
        Assert.Contains("is not open yet: There are no tables", (await store.FetchByIdAsync(default, default)).Reason, StringComparison.Ordinal);
        await store.UpgradeAsync(default);
        await store.PrepareAsync(default);
        Assert.Equal(OutcomeStatus.NotFound, (await store.FetchByIdAsync(default, default)).Status);
    }

    [SkippableFact]
    public async Task A_newer_schema_is_refused()
    {
        await using var store = await _fixture.PreparedStoreAsync();
        await ExecuteAsync($"INSERT INTO [{_fixture.Schema}].[SchemaVersion] (Version, AppliedAt) VALUES (999, SYSUTCDATETIME())");
        await RefusesAsync(_fixture.Options, "have schema version 999");
        Assert.Contains("has version 999", (await Assert.ThrowsAsync<JobStoreException>(() => store.UpgradeAsync(default))).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_schema_of_something_else_is_refused_and_left_as_it_is()
    {
        await ExecuteAsync($"EXEC(N'CREATE SCHEMA [{_fixture.Schema}]')");
        await ExecuteAsync($"CREATE TABLE [{_fixture.Schema}].[Orders] (Id int)");
        await RefusesAsync(_fixture.Options, "holds tables of something else");
        await using var store = SqlServerFixture.NewStore(_fixture.Options);
        await Assert.ThrowsAsync<JobStoreException>(() => store.UpgradeAsync(default));
        Assert.Equal((SchemaState.Foreign, 0), StateOf(await store.GetStatusAsync(default)));
    }

    [SkippableFact]
    public async Task A_failing_step_leaves_nothing_behind()
    {
        var half = new SchemaScript(Scripts.Count + 1, "half", "CREATE TABLE [$(Schema)].[Half] (Id int); CREATE TABLE [$(Schema)].[Jobs] (Id int)");
        var migrator = new SchemaMigrator(new Connections(_fixture.Options), [.. Scripts, half], new Transactions(NullLogger.Instance));
        await Assert.ThrowsAsync<JobStoreException>(() => migrator.UpgradeAsync(default));
        Assert.Equal((SchemaState.Missing, 0), StateOf(await migrator.GetStatusAsync(default)));
        await using var store = await _fixture.PreparedStoreAsync();
        await Assert.ThrowsAsync<JobStoreException>(() => migrator.UpgradeAsync(default));
        Assert.Equal((SchemaState.Older, Scripts.Count), StateOf(await migrator.GetStatusAsync(default)));
        await using var connection = await SqlServerFixture.OpenAsync();
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>($"SELECT COUNT(*) FROM sys.tables WHERE schema_id = SCHEMA_ID(N'{_fixture.Schema}') AND name = N'Half'"));
    }

    [SkippableFact]
    public async Task The_printed_script_does_what_an_upgrade_does_and_is_safe_to_run_twice()
    {
        await using var store = SqlServerFixture.NewStore(_fixture.Options with { AutoMigrate = false });
        for (var i = 0; i < 2; i++)
            await ExecuteAsync(store.Script(0));
        await ExecuteAsync(store.Script(Scripts.Count));
        await store.PrepareAsync(default);
        await FillAsync(store);
        Assert.Equal(OutcomeStatus.Found, (await store.RetryByIdAsync(JobId.Parse(Jobs.Id(1)), default)).Status);
    }

    [SkippableFact]
    public async Task A_script_from_a_later_version_is_refused_where_the_steps_before_are_missing()
    {
        await using var store = SqlServerFixture.NewStore(_fixture.Options);
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => ExecuteAsync(store.Script(1)));
        Assert.Contains("has version 0, this script starts from 1", refusal.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_script_of_a_role_makes_it_and_is_safe_to_run_twice()
    {
        await using var store = await _fixture.PreparedStoreAsync();
        var role = "role_" + _fixture.Schema;
        for (var i = 0; i < 2; i++)
            await ExecuteAsync(store.RoleScript(role));
        await using var connection = await SqlServerFixture.OpenAsync();
        Assert.NotNull(await connection.ExecuteScalarAsync<int?>("SELECT DATABASE_PRINCIPAL_ID(@role)", new { role }));
        await _fixture.DisposeAsync(); // what was granted goes with the tables
        await connection.ExecuteAsync($"DROP ROLE [{role}]");
    }

    [Fact]
    public void There_is_no_script_from_a_version_that_does_not_exist()
    {
        Assert.DoesNotContain("CREATE TABLE [jobs].[Jobs]", SchemaText.Upgrade("jobs", Scripts, Scripts.Count), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => SchemaText.Upgrade("jobs", Scripts, Scripts.Count + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SchemaText.Upgrade("jobs", Scripts, -1));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" gateway")]
    [InlineData("gate\nDROP ROLE other --")]
    [InlineData("gate\0way")]
    [InlineData("$(Schema)")]
    public void A_name_that_no_role_can_have_or_no_script_can_hold_is_refused(string role)
    {
        Assert.Throws<ArgumentException>(() => SchemaText.Role("jobs", role));
        Assert.Throws<ArgumentException>(() => SchemaText.Role("jobs", new string('r', 129)));
        Assert.Contains($"[{new string('r', 128)}]", SchemaText.Role("jobs", new string('r', 128)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_roles_name_can_not_end_its_quotes()
    {
        var script = SchemaText.Role("jobs", "a]b'c");
        Assert.Contains("CREATE ROLE [a]]b'c];", script, StringComparison.Ordinal);
        Assert.Contains("DATABASE_PRINCIPAL_ID(N'a]b''c')", script, StringComparison.Ordinal);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    private static (SchemaState, int) StateOf(SchemaStatus status) => (status.State, status.Version);

    private static async Task RefusesAsync(SqlServerStoreOptions options, string reason)
    {
        await using var store = SqlServerFixture.NewStore(options);
        var refusal = await Assert.ThrowsAsync<JobStoreException>(() => store.PrepareAsync(default));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = await SqlServerFixture.OpenAsync();
        await connection.ExecuteAsync(sql);
    }

    private static async Task FillAsync(SqlServerJobStore store, int number = 1)
    {
        var document = JobDocument.FromString(Jobs.Queue(number).Json);
        await store.ImportAsync([new ImportedJob(JobIndex.Read(JobKind.Queue, document), document)], default);
    }
}
