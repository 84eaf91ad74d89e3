using JobsGateway.Stores.Resilience.Tests.Support;

namespace JobsGateway.Stores.Resilience.Tests;

/// <summary>Fetches are sent again after a failure; what changes jobs never is.</summary>
public sealed class ResendTests : ResilienceTest
{
    /// <summary>How a store can fail to answer.</summary>
    public enum Failure
    {
        Unavailable,
        UnavailableLater,
        Throws,
        ThrowsLater,
        CancelsItself,
        NeverAnswers,
    }

    [Theory]
    [InlineData(Ask.FetchById, false)]
    [InlineData(Ask.FetchById, true)]
    [InlineData(Ask.FetchByCorrelationId, false)]
    [InlineData(Ask.FetchByCorrelationId, true)]
    public async Task A_fetch_is_sent_again_until_it_is_answered(Ask ask, bool later)
    {
        await using var store = Store();
        Inner.Answer = (before, _) =>
        {
            var outcome = before < 2 ? ScriptedStore.Down : ScriptedStore.Found;
            return later ? LaterAsync(outcome) : new(outcome);
        };
        Assert.Equal(ScriptedStore.Found, await FinishAsync(store.AskAsync(ask)));
        Assert.Equal(3, Inner.Calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_the_last_attempt_the_stores_own_reason_is_told(int attempts)
    {
        await using var store = Store(new() { Retry = new() { MaxAttempts = attempts } });
        Inner.Say(ScriptedStore.Down);
        Assert.Equal(ScriptedStore.Down, await FinishAsync(store.AskAsync(Ask.FetchById)));
        Assert.Equal(attempts, Inner.Calls);
    }

    [Fact]
    public async Task An_attempt_without_an_answer_is_followed_by_another()
    {
        await using var store = Store();
        Inner.Answer = (before, cancellationToken) => before == 0 ? NeverAsync(cancellationToken) : new(ScriptedStore.Found);
        Assert.Equal(ScriptedStore.Found, await FinishAsync(store.AskAsync(Ask.FetchById)));
        Assert.Equal(2, Inner.Calls);
    }

    [Fact]
    public async Task No_pause_is_longer_than_the_longest()
    {
        var pause = TimeSpan.FromSeconds(1);
        await using var store = Store(new() { TotalTimeout = TimeSpan.FromMinutes(5), Retry = new() { MaxAttempts = 6, Delay = pause, MaxDelay = pause } });
        Inner.Say(ScriptedStore.Down);
        var answer = store.AskAsync(Ask.FetchById);
        for (var attempt = 1; attempt < 6; attempt++)
            Clock.Advance(pause);
        Assert.Equal(ScriptedStore.Down, await answer.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(6, Inner.Calls);
    }

    [Theory]
    [InlineData(OutcomeStatus.NotFound)]
    [InlineData(OutcomeStatus.Refused)]
    public async Task An_answer_the_client_does_not_like_is_an_answer(OutcomeStatus status)
    {
        await using var store = Store();
        Inner.Say(new JobOutcome(status, default, null));
        Assert.Equal(status, (await store.AskAsync(Ask.FetchById)).Status);
        Assert.Equal(1, Inner.Calls);
    }

    [Theory]
    [InlineData(Failure.Throws)]
    [InlineData(Failure.ThrowsLater)]
    [InlineData(Failure.CancelsItself)]
    public async Task A_bug_passes_through_and_is_not_tried_again(Failure failure)
    {
        await using var store = Store();
        Inner.Answer = (_, cancellationToken) => FailAsync(failure, cancellationToken);
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => FinishAsync(store.AskAsync(Ask.FetchById)));
        Assert.Equal("a bug", exception.Message);
        Assert.Equal(1, Inner.Calls);
    }

    public static TheoryData<Ask, Failure> SentOnce()
    {
        var cases = new TheoryData<Ask, Failure>();
        foreach (var ask in new[] { Ask.RetryById, Ask.RetryByQuery, Ask.FetchByExternalId })
        {
            foreach (var failure in Enum.GetValues<Failure>())
                cases.Add(ask, failure);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(SentOnce))]
    public async Task What_is_to_be_sent_once_is_sent_once(Ask ask, Failure failure)
    {
        await using var store = Store(new() { Retry = new() { MaxAttempts = 10 } });
        Inner.Answer = (_, cancellationToken) => FailAsync(failure, cancellationToken);
        await Record.ExceptionAsync(() => FinishAsync(store.AskAsync(ask)));
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, Inner.Calls);
    }

    [Fact]
    public async Task A_store_is_disposed_of_with_its_guard()
    {
        await Store().DisposeAsync();
        Assert.True(Inner.IsDisposed);
    }

    private ValueTask<JobOutcome> FailAsync(Failure failure, CancellationToken cancellationToken) => failure switch
    {
        Failure.Unavailable => new(ScriptedStore.Down),
        Failure.UnavailableLater => LaterAsync(ScriptedStore.Down),
        Failure.Throws => throw new InvalidOperationException("a bug"),
        Failure.ThrowsLater => LaterAsync(null),
        Failure.CancelsItself => ValueTask.FromException<JobOutcome>(new OperationCanceledException("a bug")),
        _ => NeverAsync(cancellationToken),
    };
}
