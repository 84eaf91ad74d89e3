using JobsGateway.Stores.SqlServer.Errors;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Runs a transaction again that the server rolled back as a whole because others were at work: a deadlock, or a race for what is unique.</summary>
/// <remarks>Nothing of it was done, so this holds for writes as well. After anything else a write may have been done, and is never repeated.</remarks>
internal sealed class Transactions(ILogger logger)
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<RaceLostException>().Handle<SqlException>(SqlServerErrors.WasRolledBack),
            MaxRetryAttempts = 10,
            // The winner of a deadlock or a race has gone on already: there is nothing to wait for.
            Delay = TimeSpan.Zero,
            OnRetry = attempt =>
            {
                SqlServerLog.Repeated(logger, (attempt.Outcome.Exception as SqlException)?.Number ?? 0, attempt.AttemptNumber + 1);
                return default;
            },
        })
        .Build();

    /// <summary>Runs one statement of a session that is in no transaction.</summary>
    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> statement, CancellationToken cancellationToken) =>
        RunAsync(static (statement, token) => statement(token), statement, cancellationToken);

    /// <summary>Runs work that opens its own session each time.</summary>
    public async Task<T> RunAsync<TState, T>(Func<TState, CancellationToken, Task<T>> work, TState state, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(
            static async (call, token) => await call.work(call.state, token), (work, state), cancellationToken);
}
