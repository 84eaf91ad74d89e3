using JobsGateway.Tests.Upstreams;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

public sealed class TimeoutTests
{
    [Fact]
    public async Task An_attempt_that_takes_too_long_makes_room_for_the_next()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var upstream = ScriptedUpstream.Start();
        upstream.Next(Reply.Never);
        await using var setup = await Setup.StartAsync(upstream, clock: clock);
        var sending = setup.StatusAsync(Shape.Fetch);
        await upstream.Requests.ReachesAsync(1);
        clock.Advance(TimeSpan.FromSeconds(3.1));
        Assert.Equal(200, await sending);
        Assert.Equal(2, upstream.Requests.Count);
        await upstream.ClosedByClient.ReachesAsync(1);
    }

    [Fact]
    public async Task The_total_time_holds_across_attempts()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var upstream = ScriptedUpstream.Start();
        upstream.Always(Reply.Never);
        await using var setup = await Setup.StartAsync(upstream, new() { ["Resilience:Retry:MaxAttempts"] = "10" }, clock);
        var sending = setup.SendAsync(Shape.Fetch);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await upstream.Requests.ReachesAsync(attempt);
            clock.Advance(TimeSpan.FromSeconds(3.1));
        }

        await upstream.Requests.ReachesAsync(4); // At 9.3 s: 0.7 s are left for it.
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.8));
        using var response = await sending;
        await Setup.AssertErrorAsync(response, 504);
        Assert.Equal(4, upstream.Requests.Count);
    }

    [Theory]
    [InlineData(Shape.RetryPosted)]
    [InlineData(Shape.RetryByGet)]
    [InlineData(Shape.External)]
    public async Task What_has_one_attempt_has_all_the_time_for_it(Shape shape)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var upstream = ScriptedUpstream.Start();
        upstream.Always(Reply.Never);
        await using var setup = await Setup.StartAsync(upstream, clock: clock);
        var sending = setup.SendAsync(shape);
        await upstream.Requests.ReachesAsync(1);
        clock.Advance(TimeSpan.FromSeconds(9.9));
        await Task.Delay(50);
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        using var response = await sending;
        await Setup.AssertErrorAsync(response, 504);
        Assert.Equal(shape.IsRetry(), (await response.Content.ReadAsStringAsync()).Contains("may have been carried out", StringComparison.Ordinal));
        Assert.Equal(1, upstream.Requests.Count);
        await upstream.ClosedByClient.ReachesAsync(1);
    }

    [Fact]
    public async Task Beyond_the_concurrency_limit_requests_are_turned_away_at_once_and_never_reach_the_server()
    {
        await using var upstream = ScriptedUpstream.Start();
        using var gate = new Gate();
        upstream.Always(Reply.Nothing.Wait(gate).ThenSend(Answer.Ok("{}")));
        await using var setup = await Setup.StartAsync(upstream, new() { ["Resilience:Concurrency:Limit"] = "3" });
        var admitted = Enumerable.Range(0, 3).Select(_ => setup.StatusAsync(Shape.Fetch)).ToArray();
        await upstream.Requests.ReachesAsync(3);
        foreach (var shape in new[] { Shape.Fetch, Shape.RetryPosted, Shape.External })
        {
            using var rejected = await setup.SendAsync(shape);
            await Setup.AssertErrorAsync(rejected, 503);
            Assert.NotNull(rejected.Headers.RetryAfter?.Delta);
        }

        Assert.Equal(3, upstream.Requests.Count);
        gate.Open();
        Assert.All(await Task.WhenAll(admitted), status => Assert.Equal(200, status));
        Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
    }

    [Fact]
    public async Task In_the_queue_requests_wait_for_their_turn()
    {
        await using var upstream = ScriptedUpstream.Start();
        using var gate = new Gate();
        upstream.Always(Reply.Nothing.Wait(gate).ThenSend(Answer.Ok("{}")));
        await using var setup = await Setup.StartAsync(upstream, new() { ["Resilience:Concurrency:Limit"] = "1", ["Resilience:Concurrency:Queue"] = "2" });
        var all = Enumerable.Range(0, 4).Select(_ => setup.StatusAsync(Shape.Fetch)).ToList();
        var rejected = await Task.WhenAny(all).ByLimit(); // One holds the place, two wait.
        Assert.Equal(503, await rejected);
        await upstream.Requests.ReachesAsync(1); // The one that holds the place may still be on its way there.
        Assert.Equal(1, upstream.Requests.Count);
        gate.Open();
        all.Remove(rejected);
        Assert.All(await Task.WhenAll(all), status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task The_wait_in_the_queue_has_an_end()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var upstream = ScriptedUpstream.Start();
        upstream.Always(Reply.Never);
        await using var setup = await Setup.StartAsync(upstream, new() { ["Resilience:Concurrency:Limit"] = "1", ["Resilience:Concurrency:Queue"] = "10" }, clock);
        var all = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => setup.StatusAsync(Shape.RetryPosted)));
        await upstream.Requests.ReachesAsync(1);
        await clock.AdvanceUntilAsync(TimeSpan.FromMilliseconds(500), all);
        Assert.All(await all, status => Assert.True(status is 503 or 504));
        Assert.InRange(clock.GetUtcNow() - clock.Start, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(40));
        Assert.InRange(upstream.Requests.Count, 1, 3);
    }
}
