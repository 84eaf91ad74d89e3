using Dapper;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Conformance;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>An account of its own, with no rights but those a test gives it.</summary>
public sealed class PermissionTests : IAsyncLifetime
{
    private readonly SqlServerFixture _fixture = new();
    private readonly string _account = $"gateway_{Guid.NewGuid():N}";
    private bool _isMade;

    [SkippableFact]
    public async Task An_account_without_rights_is_told_which_role_it_needs()
    {
        await MakeAsync();
        await using var store = SqlServerFixture.NewStore(Options with { Name = "mine" });
        var refusal = await Assert.ThrowsAsync<JobStoreException>(() => store.PrepareAsync(default));
        Assert.Contains("The account may not do this", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("schema script --store mine --role", refusal.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_account_with_the_role_may_do_all_that_a_gateway_and_a_worker_do()
    {
        await using var administrator = await MakeAsync();
        await ExecuteAsync(administrator.RoleScript(Role));
        await ExecuteAsync($"ALTER ROLE [{Role}] ADD MEMBER [{_account}]");
        await using var store = SqlServerFixture.NewStore(Options);
        await store.PrepareAsync(default);

        var imported = JobDocument.FromString(Jobs.Queue(1, data: """{"correlationId":["c","d"]}""").Json);
        var changed = JobDocument.FromString(Jobs.Queue(1, data: """{"correlationId":["e","f"]}""").Json);
        await store.ImportAsync([new ImportedJob(JobIndex.Read(JobKind.Queue, imported), imported)], default);
        Assert.Equal(1, (await store.ImportAsync([new ImportedJob(JobIndex.Read(JobKind.Queue, changed), changed)], default)).Updated);
        Assert.Equal(OutcomeStatus.Found, (await store.FetchByIdAsync(JobId.Parse(Jobs.Id(1)), default)).Status);
        Assert.Equal(OutcomeStatus.Found, (await store.RetryByIdAsync(JobId.Parse(Jobs.Id(1)), default)).Status);
        Assert.Null((await store.RetryByQueryAsync(new RetryQuery { Name = "relay" }, default)).UnavailableReason);
        var made = await store.EnqueueAsync(new NewJob("mint", "{}"u8.ToArray()), default);
        var job = Assert.Single((await store.ClaimAsync(new ClaimRequest("mint", TimeSpan.FromMinutes(1)), default)).Jobs);
        Assert.Equal(OutcomeStatus.Found, (await store.CancelAsync(JobIndex.Read(JobKind.Queue, made.Document).Id, default)).Status);
        Assert.Equal(LeaseStatus.Done, (await store.ConfirmCancelAsync(job.Lease, null, default)).Status);
        Assert.Null((await store.ReclaimAsync(new ReclaimRequest(), default)).UnavailableReason);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _fixture.DisposeAsync(); // what was granted goes with the tables
        if (_isMade)
        {
            await ExecuteAsync($"DROP USER [{_account}]");
            await ExecuteAsync($"IF DATABASE_PRINCIPAL_ID(N'{Role}') IS NOT NULL DROP ROLE [{Role}]");
            await ExecuteAsync($"DROP LOGIN [{_account}]");
        }
    }

    private string Role => $"role_{_account}";

    private SqlServerStoreOptions Options => _fixture.Options with
    {
        // Without a pool: a login that has a session can't be dropped.
        ConnectionString = new SqlConnectionStringBuilder(SqlServerFixture.ConnectionString) { UserID = _account, Password = _account + "Aa1!", Pooling = false }.ConnectionString,
        AutoMigrate = false,
    };

    private async Task<SqlServerJobStore> MakeAsync()
    {
        var store = await _fixture.PreparedStoreAsync();
        await ExecuteAsync($"CREATE LOGIN [{_account}] WITH PASSWORD = N'{_account}Aa1!'");
        await ExecuteAsync($"CREATE USER [{_account}] FOR LOGIN [{_account}]");
        _isMade = true;
        return store;
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = await SqlServerFixture.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}
