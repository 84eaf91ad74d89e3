using JobsGateway.Stores.Resilience.Tests.Support;

namespace JobsGateway.Stores.Resilience.Tests;

/// <summary>Only so many operations are under way at once.</summary>
public sealed class ConcurrencyTests : ResilienceTest
{
    [Theory]
    [InlineData(Ask.FetchById, Ask.FetchById)]
    [InlineData(Ask.FetchById, Ask.RetryById)]
    [InlineData(Ask.RetryByQuery, Ask.FetchByCorrelationId)]
    [InlineData(Ask.RetryByQuery, Ask.FetchByExternalId)]
    public async Task One_too_many_is_refused_at_once(Ask running, Ask refused)
    {
        await using var store = Store(Limit(1));
        var source = new TaskCompletionSource<JobOutcome>();
        Inner.Answer = (_, _) => new(source.Task);
        var first = store.AskAsync(running);
        var outcome = await store.AskAsync(refused);
        Assert.Equal(
            JobOutcome.Unavailable("There are 1 operations under way (Concurrency:Limit) and 0 waiting (Concurrency:Queue), the most allowed.", TimeSpan.FromSeconds(1)), outcome);
        Assert.Equal(1, Inner.Calls);
        source.SetResult(ScriptedStore.Found);
        await first;
        Assert.Equal(ScriptedStore.Found, await store.AskAsync(refused));
    }

    [Fact]
    public async Task An_answer_that_comes_at_once_takes_its_place_meanwhile()
    {
        await using var store = Store(Limit(1));
        JobOutcome? inside = null;
        Inner.Answer = (_, _) =>
        {
            inside = store.AskAsync(Ask.FetchById, CancellationToken.None).GetAwaiter().GetResult();
            return new(ScriptedStore.Found);
        };
        Assert.Equal(ScriptedStore.Found, await store.AskAsync(Ask.FetchById));
        Assert.Equal(OutcomeStatus.Unavailable, inside?.Status);
        Assert.Equal(1, Inner.Calls);
    }

    [Fact]
    public async Task Some_may_wait_and_those_that_go_make_room()
    {
        await using var store = Store(Limit(1, queue: 1));
        var source = new TaskCompletionSource<JobOutcome>();
        Inner.Answer = (_, _) => new(source.Task);
        var first = store.AskAsync(Ask.FetchById);
        using var client = new CancellationTokenSource();
        var goes = store.AskAsync(Ask.FetchById, client.Token);
        Assert.Equal(OutcomeStatus.Unavailable, (await store.AskAsync(Ask.FetchById)).Status);
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => goes);
        var waits = store.AskAsync(Ask.RetryById);
        Assert.False(waits.IsCompleted);
        Assert.Equal(1, Inner.Calls);
        source.SetResult(ScriptedStore.Found);
        Assert.Equal(ScriptedStore.Found, await first);
        Assert.Equal(ScriptedStore.Found, await waits.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task No_end_of_an_operation_keeps_its_place()
    {
        await using var store = Store(Limit(1) with { CircuitBreaker = new() { Enabled = false } });
        foreach (var ask in Enum.GetValues<Ask>())
        {
            Inner.Say(ScriptedStore.Down);
            await FinishAsync(store.AskAsync(ask));
            Inner.Answer = (_, _) => throw new InvalidOperationException();
            await Assert.ThrowsAsync<InvalidOperationException>(() => store.AskAsync(ask));
            Inner.Answer = (_, cancellationToken) => NeverAsync(cancellationToken);
            await FinishAsync(store.AskAsync(ask));
            using var client = new CancellationTokenSource();
            var goes = store.AskAsync(ask, client.Token);
            await client.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => goes);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.AskAsync(ask, client.Token));
            Inner.Answer = (_, _) =>
            {
                client.Dispose();
                return new(ScriptedStore.Found);
            };
            Assert.Equal(ScriptedStore.Found, await store.AskAsync(ask));
        }
    }

    [Fact]
    public async Task A_client_gone_before_its_fetch_entered_the_pipeline_gives_its_place_back()
    {
        await using var store = Store(Limit(1));
        using var client = new CancellationTokenSource();
        Inner.Answer = (_, _) =>
        {
            client.Cancel();
            return new(ScriptedStore.Down);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.AskAsync(Ask.FetchById, client.Token));
        Inner.Say(ScriptedStore.Found);
        Assert.Equal(ScriptedStore.Found, await store.AskAsync(Ask.FetchById));
    }

    private static ResilienceOptions Limit(int limit, int queue = 0) => new() { Concurrency = new() { Limit = limit, Queue = queue } };
}
