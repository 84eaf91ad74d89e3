namespace JobsGateway.Stores.Resilience.Tests.Support;

/// <summary>What the tests share: a scripted store behind its options, and a clock moved by hand.</summary>
public abstract class ResilienceTest
{
    private protected HandClock Clock { get; } = new();

    private protected ScriptedStore Inner { get; } = new();

    private protected LogLines Log { get; } = new();

    private protected ResilientJobStore Store(ResilienceOptions? options = null) => new(Inner, "local", options ?? new(), Clock, Log);

    /// <summary>Moves the clock until the answer is there.</summary>
    private protected async Task<T> FinishAsync<T>(Task<T> answer)
    {
        for (var step = 0; step < 10_000 && !answer.IsCompleted; step++)
            Clock.Advance(TimeSpan.FromMilliseconds(50));

        Assert.True(answer.IsCompleted);
        return await answer;
    }

    /// <summary>An answer that comes only when it is cancelled.</summary>
    private protected static ValueTask<JobOutcome> NeverAsync(CancellationToken cancellationToken)
    {
        // Task.Delay would go on from a cancellation on some other thread.
        var source = new TaskCompletionSource<JobOutcome>();
        cancellationToken.Register(() => source.TrySetCanceled(cancellationToken));
        return new(source.Task);
    }

    /// <summary>An answer that takes a moment; null for a bug.</summary>
    private protected async ValueTask<JobOutcome> LaterAsync(JobOutcome? outcome)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(10), Clock);
        return outcome ?? throw new InvalidOperationException("a bug");
    }

    /// <summary>Lets the store fail until the circuit opens.</summary>
    private protected async Task OpenAsync(ResilientJobStore store)
    {
        Inner.Say(ScriptedStore.Down);
        for (var failure = 0; failure < 5; failure++)
            await store.AskAsync(Ask.RetryById);
    }
}
