using JobsGateway.Gateway.Operations.Checks;
using JobsGateway.Gateway.Stores;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Operations.Checks;

/// <summary>Asking stores whether they work.</summary>
public sealed class StoreProbingTests
{
    [Fact]
    public async Task Each_store_is_told_of_on_its_own_in_order()
    {
        var probes = await StoreProbing.RunAsync(
            [new Store("a", _ => Task.FromResult("holds jobs")), new Store("b", _ => throw new InvalidOperationException("Login failed; Password=abc;"))], TimeProvider.System, default);
        Assert.Equal([("a", true, "holds jobs"), ("b", false, "Login failed; Password=***;")], probes.Select(probe => (probe.Name, probe.Reachable, probe.Message)));
    }

    [Fact]
    public async Task A_store_that_never_answers_is_given_up_even_if_it_does_not_heed_the_cancellation()
    {
        var clock = new FakeTimeProvider();
        var asked = new TaskCompletionSource();
        var probing = StoreProbing.RunAsync([new Store("slow", _ => { asked.SetResult(); return new TaskCompletionSource<string>().Task; })], clock, default);
        await asked.Task;
        clock.Advance(StoreProbing.Limit);
        var probe = Assert.Single(await probing.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.False(probe.Reachable);
        Assert.Equal("did not answer within 10 s", probe.Message);
        Assert.Equal(StoreProbing.Limit, probe.Elapsed);
    }

    [Fact]
    public async Task Whoever_cancels_the_command_gets_no_result()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            StoreProbing.RunAsync([new Store("a", token => Task.Delay(Timeout.Infinite, token).ContinueWith(_ => ""))], TimeProvider.System, cancelled.Token));
    }

    private sealed class Store(string name, Func<CancellationToken, Task<string>> probe) : IProbedStore
    {
        public string Name => name;

        public string Type => "Test";

        public Task<string> ProbeAsync(CancellationToken cancellationToken) => probe(cancellationToken);
    }
}
