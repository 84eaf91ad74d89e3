using JobsGateway.Stores.Resilience.Tests.Support;
using Polly.CircuitBreaker;

namespace JobsGateway.Stores.Resilience.Tests;

/// <summary>A store that fails too often is left alone for a while.</summary>
public sealed class CircuitTests : ResilienceTest
{
    private static readonly ResilienceOptions OneAttempt = new() { Retry = new() { MaxAttempts = 1 } };

    [Theory]
    [InlineData(Ask.FetchById)]
    [InlineData(Ask.FetchByCorrelationId)]
    [InlineData(Ask.FetchByExternalId)]
    [InlineData(Ask.RetryById)]
    [InlineData(Ask.RetryByQuery)]
    public async Task It_opens_for_all_operations_and_the_store_is_not_asked(Ask ask)
    {
        await using var store = Store();
        await OpenAsync(store);
        Clock.Advance(TimeSpan.FromSeconds(0.8));
        var outcome = await store.AskAsync(ask);
        Assert.Equal(JobOutcome.Unavailable("The circuit is open after failures; the store is tried again in 4.2 s.", TimeSpan.FromSeconds(4.2)), outcome);
        Assert.Equal(5, Inner.Calls);
        Assert.Equal(CircuitState.Open, store.CircuitState);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failures_of_fetches_open_it(bool throws)
    {
        await using var store = Store(OneAttempt);
        Inner.Answer = (_, _) => throws ? throw new InvalidOperationException() : new(ScriptedStore.Down);
        for (var failure = 0; failure < 5; failure++)
        {
            Assert.Equal(CircuitState.Closed, store.CircuitState);
            await Record.ExceptionAsync(() => store.AskAsync(Ask.FetchById));
        }

        Assert.Equal(CircuitState.Open, store.CircuitState);
    }

    [Fact]
    public async Task Timeouts_open_it()
    {
        await using var store = Store();
        Inner.Answer = (_, cancellationToken) => NeverAsync(cancellationToken);
        await FinishAsync(Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.AskAsync(Ask.RetryById))));
        Assert.Equal(CircuitState.Open, store.CircuitState);
    }

    [Fact]
    public async Task Answers_that_come_at_once_count_as_well()
    {
        await using var store = Store(OneAttempt);
        for (var success = 0; success < 10; success++)
            await store.AskAsync(Ask.FetchById);
        Inner.Say(ScriptedStore.Down);
        for (var failure = 0; failure < 9; failure++)
            await store.AskAsync(Ask.FetchById);
        Assert.Equal(CircuitState.Closed, store.CircuitState);
        await store.AskAsync(Ask.FetchById);
        Assert.Equal(CircuitState.Open, store.CircuitState);
    }

    [Fact]
    public async Task Answers_and_refusals_do_not_open_it()
    {
        await using var store = Store();
        Inner.Say(JobOutcome.Refused("it runs"));
        for (var refusal = 0; refusal < 20; refusal++)
            await store.AskAsync(Ask.RetryById);
        Assert.Equal(CircuitState.Closed, store.CircuitState);
    }

    [Theory]
    [InlineData(Ask.FetchById)]
    [InlineData(Ask.RetryById)]
    public async Task After_the_break_one_good_answer_closes_it(Ask ask)
    {
        await using var store = Store();
        await OpenAsync(store);
        Clock.Advance(TimeSpan.FromSeconds(5));
        var trial = new TaskCompletionSource<JobOutcome>();
        Inner.Answer = (_, _) => new(trial.Task);
        var tried = store.AskAsync(ask);
        Assert.Equal(CircuitState.HalfOpen, store.CircuitState);
        var meanwhile = await store.AskAsync(ask);
        Assert.StartsWith("The circuit is half open", meanwhile.Reason, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), meanwhile.RetryAfter);
        Assert.Equal(6, Inner.Calls);
        trial.SetResult(ScriptedStore.Found);
        Assert.Equal(ScriptedStore.Found, await tried);
        Assert.Equal(CircuitState.Closed, store.CircuitState);
        Assert.Equal(ScriptedStore.Found, await store.AskAsync(ask));
    }

    [Fact]
    public async Task After_the_break_another_failure_opens_it_again()
    {
        await using var store = Store(OneAttempt);
        await OpenAsync(store);
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(ScriptedStore.Down, await store.AskAsync(Ask.FetchById));
        Assert.Equal(CircuitState.Open, store.CircuitState);
        Assert.Equal(TimeSpan.FromSeconds(5), (await store.AskAsync(Ask.FetchById)).RetryAfter);
        Assert.Equal(6, Inner.Calls);
    }

    [Theory]
    [InlineData(Ask.FetchById)]
    [InlineData(Ask.RetryById)]
    public async Task Clients_that_go_do_not_open_it(Ask ask)
    {
        await using var store = Store();
        Inner.Answer = (_, cancellationToken) => NeverAsync(cancellationToken);
        for (var client = 0; client < 20; client++)
            await GoAsync(store, ask);
        Assert.Equal(20, Inner.Calls);
        Assert.Equal(CircuitState.Closed, store.CircuitState);
    }

    [Fact]
    public async Task A_client_that_goes_from_the_trial_neither_closes_it_nor_leaves_it_half_open()
    {
        await using var store = Store();
        await OpenAsync(store);
        Clock.Advance(TimeSpan.FromSeconds(5));
        Inner.Answer = (_, cancellationToken) => NeverAsync(cancellationToken);
        await GoAsync(store, Ask.FetchById);
        Assert.Equal(CircuitState.Open, store.CircuitState);
        Clock.Advance(TimeSpan.FromSeconds(5));
        Inner.Say(ScriptedStore.Found);
        Assert.Equal(ScriptedStore.Found, await store.AskAsync(Ask.FetchById));
        Assert.Equal(CircuitState.Closed, store.CircuitState);
    }

    [Fact]
    public async Task A_fetch_begun_before_it_opened_is_ended()
    {
        await using var store = Store();
        CancellationToken seen = default;
        Inner.Answer = (_, cancellationToken) =>
        {
            seen = cancellationToken;
            // It opens while this call has not come back yet: others fail meanwhile.
            Inner.Say(ScriptedStore.Down);
            for (var failure = 0; failure < 5; failure++)
                store.AskAsync(Ask.RetryById, CancellationToken.None).GetAwaiter().GetResult();
            return NeverAsync(cancellationToken);
        };
        var outcome = await store.AskAsync(Ask.FetchById);
        Assert.StartsWith("The circuit is open", outcome.Reason, StringComparison.Ordinal);
        Assert.True(seen.IsCancellationRequested);
    }

    [Fact]
    public async Task A_store_with_a_circuit_of_its_own_is_not_mistaken_for_it()
    {
        await using var store = Store(new() { CircuitBreaker = new() { Enabled = false } });
        Inner.Answer = (_, _) => throw new BrokenCircuitException("of its own");
        Assert.Equal("of its own", (await Assert.ThrowsAsync<BrokenCircuitException>(() => store.AskAsync(Ask.FetchById))).Message);
    }

    [Fact]
    public async Task It_can_be_turned_off()
    {
        await using var store = Store(OneAttempt with { CircuitBreaker = new() { Enabled = false } });
        Inner.Say(ScriptedStore.Down);
        for (var failure = 0; failure < 20; failure++)
            Assert.Equal(ScriptedStore.Down, await store.AskAsync(Ask.FetchById));
        Assert.Equal(CircuitState.Closed, store.CircuitState);
    }

    private static async Task GoAsync(ResilientJobStore store, Ask ask)
    {
        using var client = new CancellationTokenSource();
        var answer = store.AskAsync(ask, client.Token);
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }
}
