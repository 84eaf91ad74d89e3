using JobsGateway.Stores.Resilience.Tests.Support;

namespace JobsGateway.Stores.Resilience.Tests;

/// <summary>No operation takes longer than it may.</summary>
public sealed class TimeoutTests : ResilienceTest
{
    [Fact]
    public async Task The_total_time_holds_across_attempts()
    {
        await using var store = Store(new() { Retry = new() { MaxAttempts = 10, MaxDelay = TimeSpan.FromMilliseconds(100) } });
        Inner.Answer = (_, cancellationToken) => NeverAsync(cancellationToken);
        var start = Clock.GetUtcNow();
        var outcome = await FinishAsync(store.AskAsync(Ask.FetchById));
        Assert.InRange(Clock.GetUtcNow() - start, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10.5));
        Assert.Equal(JobOutcome.Unavailable("There was no answer within 00:00:10 (TotalTimeout).", TimeSpan.FromSeconds(1)), outcome);
        Assert.Equal(4, Inner.Calls);
    }

    [Fact]
    public async Task The_last_attempts_time_is_told()
    {
        await using var store = Store(new() { Retry = new() { MaxAttempts = 1 } });
        Inner.Answer = (_, cancellationToken) => NeverAsync(cancellationToken);
        var outcome = await FinishAsync(store.AskAsync(Ask.FetchById));
        Assert.Equal("There was no answer within 00:00:03 (AttemptTimeout).", outcome.Reason);
    }

    [Theory]
    [InlineData(Ask.RetryById)]
    [InlineData(Ask.RetryByQuery)]
    public async Task A_retry_has_all_the_time_and_may_have_happened(Ask ask)
    {
        await using var store = Store();
        Inner.Answer = (_, cancellationToken) => NeverAsync(cancellationToken);
        var answer = store.AskAsync(ask);
        Clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(answer.IsCompleted);
        var outcome = await FinishAsync(answer);
        Assert.Contains("within 00:00:10 (TotalTimeout). It is not known whether the retry was made", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_did_not_happen_anyway()
    {
        await using var store = Store();
        Inner.Answer = (_, cancellationToken) => NeverAsync(cancellationToken);
        var outcome = await FinishAsync(store.AskAsync(Ask.DryRun));
        Assert.Equal("There was no answer within 00:00:10 (TotalTimeout).", outcome.Reason);
    }

    [Theory]
    [InlineData(Ask.FetchById)]
    [InlineData(Ask.RetryById)]
    public async Task A_store_that_ignores_its_token_is_not_abandoned(Ask ask)
    {
        await using var store = Store();
        var source = new TaskCompletionSource<JobOutcome>();
        Inner.Answer = (_, _) => new(source.Task);
        var answer = store.AskAsync(ask);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(answer.IsCompleted);
        source.SetResult(ScriptedStore.Found);
        Assert.Equal(ScriptedStore.Found, await answer);
    }

    [Theory]
    [InlineData(Ask.FetchById)]
    [InlineData(Ask.FetchByExternalId)]
    [InlineData(Ask.RetryById)]
    public async Task A_client_that_goes_cancels_its_operation(Ask ask)
    {
        await using var store = Store();
        Inner.Answer = (_, cancellationToken) => NeverAsync(cancellationToken);
        using var client = new CancellationTokenSource();
        var answer = store.AskAsync(ask, client.Token);
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal(1, Inner.Calls);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.AskAsync(ask, client.Token));
        Assert.Equal(1, Inner.Calls);
    }

    [Fact]
    public async Task A_store_at_work_in_the_callers_thread_sees_that_the_client_has_gone()
    {
        await using var store = Store();
        using var client = new CancellationTokenSource();
        Inner.Answer = (_, cancellationToken) =>
        {
            client.Cancel();
            return ValueTask.FromCanceled<JobOutcome>(cancellationToken);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.AskAsync(Ask.FetchById, client.Token));
    }

    [Fact]
    public async Task A_token_is_not_cancelled_for_the_next_operation()
    {
        await using var store = Store();
        using var first = new CancellationTokenSource();
        var seen = new List<bool>();
        Inner.Answer = (before, cancellationToken) =>
        {
            if (before == 0)
                first.Cancel();
            seen.Add(cancellationToken.IsCancellationRequested);
            return new(ScriptedStore.Found);
        };
        await store.AskAsync(Ask.FetchById, first.Token);
        await store.AskAsync(Ask.FetchById);
        Assert.Equal([true, false], seen);
    }
}
