using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Dapper;
using JobsGateway.Stores.Conformance;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>What goes wrong outside is told with its cause, in bounded time, and without secrets.</summary>
public sealed class UnavailableTests : IAsyncLifetime
{
    private readonly SqlServerFixture _fixture = new();

    [Fact]
    public async Task A_server_that_does_not_listen_is_unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await UnreachableAsync(port);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_unreachable_in_time()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(); // accepts, and says nothing
        await UnreachableAsync(((IPEndPoint)listener.LocalEndpoint).Port);
    }

    [SkippableFact]
    public async Task A_server_that_stops_to_answer_on_an_open_connection_costs_no_more_than_the_callers_patience()
    {
        await (await _fixture.PreparedStoreAsync()).DisposeAsync();
        await using var line = new TelephoneLine(SqlServerFixture.ConnectionString);
        var store = SqlServerFixture.NewStore(_fixture.Options with { ConnectionString = line.ConnectionString });
        await store.PrepareAsync(default);
        Assert.Equal(OutcomeStatus.NotFound, (await store.FetchByIdAsync(default, default)).Status);
        line.Hold();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.FetchByIdAsync(default, patience.Token));
        await store.DisposeAsync();
    }

    [SkippableFact]
    public async Task A_refused_login_is_told_as_such()
    {
        var builder = new SqlConnectionStringBuilder(SqlServerFixture.ConnectionString) { Password = "secret-word" };
        var refusal = await RefusesAsync(new SqlServerStoreOptions(builder.ConnectionString));
        Assert.Contains("refused the login", refusal.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_unknown_database_is_told_as_such()
    {
        var builder = new SqlConnectionStringBuilder(SqlServerFixture.ConnectionString) { InitialCatalog = "no_such_database" };
        var refusal = await RefusesAsync(new SqlServerStoreOptions(builder.ConnectionString));
        Assert.Contains("There is no database", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("no_such_database", refusal.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Tables_that_vanish_are_told_and_found_again()
    {
        await using var store = await _fixture.PreparedStoreAsync();
        await using var connection = await SqlServerFixture.OpenAsync();
        await connection.ExecuteAsync($"DROP TABLE [{_fixture.Schema}].[Jobs]");
        var outcome = await store.FetchByIdAsync(default, default);
        Assert.Equal(OutcomeStatus.Unavailable, outcome.Status);
        Assert.Contains("There are no tables", outcome.Reason, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_takes_too_long_is_unavailable_and_is_done_once_at_most()
    {
        await using (var first = await _fixture.PreparedStoreAsync())
            await ImportAsync(first);
        await using var store = SqlServerFixture.NewStore(_fixture.Options with { CommandTimeout = TimeSpan.FromSeconds(5) });
        await store.PrepareAsync(default);
        await using (var other = await SqlServerFixture.OpenAsync())
        {
            await using var transaction = await other.BeginTransactionAsync();
            await other.ExecuteAsync($"UPDATE [{_fixture.Schema}].[Jobs] SET Name = Name", transaction: transaction);
            var outcome = await store.RetryByIdAsync(JobId.Parse(Jobs.Id(1)), default);
            Assert.Equal(OutcomeStatus.Unavailable, outcome.Status);
            Assert.Contains("No answer came in time", outcome.Reason, StringComparison.Ordinal);
        }

        var retried = await store.RetryByIdAsync(JobId.Parse(Jobs.Id(1)), default);
        // Refused where the first was done after all, when the lock was gone.
        Assert.Contains(retried.Status, new[] { OutcomeStatus.Found, OutcomeStatus.Refused });
        await using var connection = await SqlServerFixture.OpenAsync();
        Assert.Equal(2, await connection.ExecuteScalarAsync<int>($"SELECT COUNT(*) FROM [{_fixture.Schema}].[Jobs]"));
    }

    [SkippableFact]
    public async Task A_job_that_a_secondary_lacks_is_asked_for_at_the_primary()
    {
        await using var empty = new SecondaryDatabase(_fixture.Schema);
        var options = await empty.PrepareAsync(_fixture.Options);
        await using var store = SqlServerFixture.NewStore(options);
        await store.PrepareAsync(default);
        await ImportAsync(store);
        Assert.Equal(OutcomeStatus.Found, (await store.FetchByIdAsync(JobId.Parse(Jobs.Id(1)), default)).Status);
        Assert.Equal(OutcomeStatus.NotFound, (await store.FetchByIdAsync(JobId.Parse(Jobs.Id(2)), default)).Status);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    private static async Task UnreachableAsync(int port)
    {
        await using var store = SqlServerFixture.NewStore(
            new SqlServerStoreOptions($"Server=127.0.0.1,{port};User ID=gateway;Password=secret-word;Encrypt=False;Connect Timeout=2;Connect Retry Count=0"));
        var start = Stopwatch.GetTimestamp();
        var refusal = await Assert.ThrowsAsync<JobStoreUnreachableException>(() => store.PrepareAsync(default));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.DoesNotContain("secret-word", refusal.ToString(), StringComparison.Ordinal);
        Assert.Contains("can't be reached", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("is not open yet: ", (await store.FetchByIdAsync(default, default)).Reason, StringComparison.Ordinal);
    }

    private static async Task<JobStoreException> RefusesAsync(SqlServerStoreOptions options)
    {
        await using var store = SqlServerFixture.NewStore(options);
        var refusal = await Assert.ThrowsAsync<JobStoreException>(() => store.PrepareAsync(default));
        Assert.DoesNotContain("secret-word", refusal.ToString(), StringComparison.Ordinal);
        return refusal;
    }

    private static async Task ImportAsync(SqlServerJobStore store)
    {
        var document = JobDocument.FromString(Jobs.Queue(1).Json);
        await store.ImportAsync([new ImportedJob(JobIndex.Read(JobKind.Queue, document), document)], default);
    }

    // Stands for a secondary that lags for ever: the same schema, empty, in a database of its own.
    private sealed class SecondaryDatabase(string name) : IAsyncDisposable
    {
        public async Task<SqlServerStoreOptions> PrepareAsync(SqlServerStoreOptions primary)
        {
            await using (var connection = await SqlServerFixture.OpenAsync())
                await connection.ExecuteAsync($"CREATE DATABASE [{name}]");
            var secondary = new SqlConnectionStringBuilder(primary.ConnectionString) { InitialCatalog = name, Pooling = false };
            await using var store = SqlServerFixture.NewStore(primary with { ConnectionString = secondary.ConnectionString });
            await store.UpgradeAsync(default);
            return primary with { ReadConnectionString = secondary.ConnectionString };
        }

        public async ValueTask DisposeAsync()
        {
            await using var connection = await SqlServerFixture.OpenAsync();
            await connection.ExecuteAsync($"DROP DATABASE [{name}]");
        }
    }
}
