using JobsGateway.Stores.Conformance;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Stores.SqlServer.Tests;

public sealed class DeadlockTests(SharedSchema schema) : StoreConformance(schema.ForOneTest), IClassFixture<SharedSchema>
{
    [SkippableFact]
    public async Task The_victim_of_a_deadlock_is_run_again_and_both_are_done()
    {
        await ImportAsync(Jobs.Queue(1), Jobs.Queue(2));
        var statement = new Statement("Touch", $"UPDATE j SET Version = j.Version + 1 FROM [{schema.Name}].[Jobs] AS j WHERE j.Id = @Id", JobColumn.Id);
        var connections = new Connections(new SqlServerStoreOptions(SqlServerFixture.ConnectionString) { WarmConnections = 0 });
        var transactions = new Transactions(NullLogger.Instance);
        var attempts = 0;
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());

        await Task.WhenAll(TouchAsync(1, 2, first, second), TouchAsync(2, 1, second, first));
        connections.Close();

        Assert.Equal(3, attempts);
        Assert.Equal([2, 2], await schema.ReadAsync<int>("SELECT Version FROM [Jobs]"));

        // Each has changed one job before either wants the other's: one of the two can't go on.
        Task<int> TouchAsync(int own, int others, TaskCompletionSource mine, TaskCompletionSource theirs) => transactions.RunAsync(
            async (_, token) =>
            {
                Interlocked.Increment(ref attempts);
                await using var session = await connections.OpenAsync(token);
                await session.BeginAsync(token);
                await session.ExecuteAsync(statement, token, ("Id", Jobs.Id(own)));
                mine.TrySetResult();
                await theirs.Task;
                await session.ExecuteAsync(statement, token, ("Id", Jobs.Id(others)));
                await session.CommitAsync();
                return 0;
            },
            0,
            default);
    }
}
