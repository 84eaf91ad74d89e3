using JobsGateway.Stores.SqlServer.Errors;

namespace JobsGateway.Stores.SqlServer;

// How the database is asked: in bounded time, what is safe to repeat again, and failures as outcomes.
public sealed partial class SqlServerJobStore
{
    private ValueTask<TResult> WriteAsync<TArgument, TResult>(
        TArgument argument,
        Func<SqlServerJobStore, Session, TArgument, CancellationToken, Task<TResult>> work,
        Func<string, TimeSpan?, TResult> unavailable,
        CancellationToken cancellationToken,
        TimeSpan? limit = null) =>
        AskAsync(
            (argument, work),
            static (store, write, token) => store._transactions.RunAsync(
                static async (call, token) =>
                {
                    await using var session = await call.store._connections.OpenAsync(token);
                    return await call.write.work(call.store, session, call.write.argument, token);
                },
                (store, write),
                token),
            unavailable,
            cancellationToken,
            limit);

    private async ValueTask<TResult> AskAsync<TArgument, TResult>(
        TArgument argument,
        Func<SqlServerJobStore, TArgument, CancellationToken, Task<TResult>> ask,
        Func<string, TimeSpan?, TResult> unavailable,
        CancellationToken cancellationToken,
        TimeSpan? limit = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_closedBecause is { } reason)
            return unavailable(reason, null);
        try
        {
            return await Bounded.WaitAsync(ask(this, argument, cancellationToken), limit ?? _limit, _clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return unavailable(Advice.TimedOut(_options), null);
        }
        catch (Exception e) when (SqlServerErrors.IsFailure(e))
        {
            // The driver reports a cancelled statement as a failed one.
            cancellationToken.ThrowIfCancellationRequested();
            return unavailable(SqlServerErrors.Describe(e, _options), SqlServerErrors.RetryAfter(e));
        }
    }
}
