namespace JobsGateway.Stores.SqlServer;

/// <summary>Waits for work in bounded time.</summary>
/// <remarks>
/// On a connection whose server has stopped to answer, without having closed it, SqlClient waits for the end of what was cancelled or timed out, without end
/// itself (seen with 7.1 on Linux: 120 s and more). Whoever asked has to be answered all the same; the connection ends with its socket.
/// </remarks>
internal static class Bounded
{
    /// <summary>How long cancelled work may take to end by itself, which tells what came of it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>The work's result.</summary>
    /// <param name="work">The work; it is left alone where it does not end in time.</param>
    /// <param name="limit">How long it may take in all; infinite for no bound.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancellationToken">What the work was given to be cancelled by.</param>
    /// <exception cref="TimeoutException">It took longer.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and did not end within <see cref="Grace"/>.</exception>
    public static async Task<T> WaitAsync<T>(Task<T> work, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await work.WaitAsync(limit, clock, cancellationToken);
        }
        catch (OperationCanceledException) when (!work.IsCompleted)
        {
            return await EndAsync(work, clock, cancellationToken);
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            LeaveAlone(work);
            throw;
        }
    }

    private static async Task<T> EndAsync<T>(Task<T> work, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await work.WaitAsync(Grace, clock, CancellationToken.None);
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            LeaveAlone(work);
            throw new OperationCanceledException(cancellationToken);
        }
    }

    // Its failure is seen by nobody, and is none of theirs.
    private static void LeaveAlone(Task work) =>
        work.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
