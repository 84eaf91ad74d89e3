namespace JobsGateway.Stores.Resilience;

/// <summary>A call of the store that is under way, and the source of the token it was given.</summary>
internal sealed class BegunCall<TOutcome>(ValueTask<TOutcome> answer, CancellationTokenSource source)
{
    /// <summary>Waits for the answer; from now on the call follows this token.</summary>
    public async ValueTask<TOutcome> AnswerAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
        return await answer;
    }

    /// <summary>Cancels the call and waits for its end, whatever it is.</summary>
    public async ValueTask AbandonAsync()
    {
        await source.CancelAsync();
        try
        {
            await answer;
        }
        catch (Exception)
        {
            // Nobody asks for it any more.
        }
    }
}
