using JobsGateway.Tests.Upstreams;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

public sealed class HedgingTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(501);

    [Fact]
    public async Task A_slow_fetch_is_sent_a_second_time_the_first_answer_wins_and_the_other_request_is_cancelled()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var upstream = ScriptedUpstream.Start();
        upstream.Next(Reply.Never, Reply.Ok("{\"data\":2}"));
        await using var setup = await StartAsync([upstream.Address], clock);
        using var response = await HedgeAsync(setup, upstream, clock);
        Assert.Equal("{\"data\":2}", await response.Content.ReadAsStringAsync());
        Assert.Equal(2, upstream.Requests.Count);
        await upstream.ClosedByClient.ReachesAsync(1);
    }

    [Fact]
    public async Task The_first_request_wins_where_it_is_answered_first()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var upstream = ScriptedUpstream.Start();
        using var gate = new Gate();
        upstream.Next(Reply.Nothing.Wait(gate).ThenSend(Answer.Ok("{\"data\":1}")), Reply.Never);
        await using var setup = await StartAsync([upstream.Address], clock);
        var sending = setup.SendAsync(Shape.Fetch);
        await upstream.Requests.ReachesAsync(1);
        await clock.AdvanceUntilAsync(Delay, upstream.Requests.ReachesAsync(2));
        gate.Open();
        using var response = await sending;
        Assert.Equal("{\"data\":1}", await response.Content.ReadAsStringAsync());
        await upstream.ClosedByClient.ReachesAsync(1);
    }

    [Fact]
    public async Task The_second_request_goes_to_another_destination_and_the_slow_one_is_not_held_to_be_dead()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var slow = ScriptedUpstream.Start();
        await using var quick = ScriptedUpstream.Start();
        slow.Always(Reply.Never);
        await using var setup = await StartAsync([slow.Address, quick.Address], clock, ("LoadBalancing", "FirstAlphabetical"));
        using var response = await HedgeAsync(setup, slow, clock);
        Assert.Equal(200, (int)response.StatusCode);
        await slow.ClosedByClient.ReachesAsync(1);
        Assert.Equal((1, 1), (slow.Requests.Count, quick.Requests.Count));
        Assert.Equal(2, setup.Available);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_second_request_that_fails_at_once_does_not_end_the_first(bool byReset)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var upstream = ScriptedUpstream.Start();
        using var gate = new Gate();
        upstream.Next(Reply.Nothing.Wait(gate).ThenSend(Answer.Ok("{\"data\":1}")), byReset ? Reply.Nothing.Reset() : Reply.Json(503, "{}"));
        await using var setup = await StartAsync([upstream.Address], clock, ("Resilience:Retry:MaxAttempts", "1"));
        var sending = setup.SendAsync(Shape.Fetch);
        await upstream.Requests.ReachesAsync(1);
        await clock.AdvanceUntilAsync(Delay, upstream.Requests.ReachesAsync(2));
        await Task.Delay(50);
        gate.Open();
        using var response = await sending;
        Assert.Equal("{\"data\":1}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Where_both_fail_the_fetch_is_sent_again_or_has_failed()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var upstream = ScriptedUpstream.Start();
        using var gate = new Gate();
        var fails = Reply.Nothing.Wait(gate).Reset();
        upstream.Next(fails, fails, Reply.Ok("{\"data\":3}"));
        await using var setup = await StartAsync([upstream.Address], clock);
        var sending = setup.SendAsync(Shape.Fetch);
        await upstream.Requests.ReachesAsync(1);
        await clock.AdvanceUntilAsync(Delay, upstream.Requests.ReachesAsync(2));
        gate.Open();
        using var response = await sending;
        Assert.Equal("{\"data\":3}", await response.Content.ReadAsStringAsync());
        Assert.Equal(3, upstream.Requests.Count);
    }

    [Fact]
    public async Task A_failure_is_the_retry_strategys_business()
    {
        await using var upstream = ScriptedUpstream.Start();
        upstream.Always(Reply.Json(503, "{}"));
        await using var setup = await StartAsync([upstream.Address], new FakeTimeProvider(DateTimeOffset.UtcNow), ("Resilience:Retry:MaxAttempts", "1"));
        Assert.Equal(503, await setup.StatusAsync(Shape.Fetch));
        Assert.Equal(1, upstream.Requests.Count);
    }

    [Fact]
    public async Task The_extra_load_stays_within_its_share()
    {
        await using var upstream = ScriptedUpstream.Start();
        upstream.Always(Reply.Nothing.Delay(TimeSpan.FromMilliseconds(15)).ThenSend(Answer.Ok("{}")));
        await using var setup = await Setup.StartAsync(upstream, new() { ["Resilience:Hedging:Enabled"] = "true", ["Resilience:Hedging:Delay"] = "00:00:00.001" });
        for (var i = 0; i < 20; i++)
            Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => setup.StatusAsync(Shape.Fetch))), status => Assert.Equal(200, status));
        Assert.InRange(upstream.Requests.Count, 1001, 1050);
    }

    [Theory]
    [InlineData(Shape.RetryPosted)]
    [InlineData(Shape.RetryPostedBatch)]
    [InlineData(Shape.RetryByGet)]
    [InlineData(Shape.RetryByIds)]
    [InlineData(Shape.External)]
    [InlineData(Shape.PassGet)]
    [InlineData(Shape.PassPost)]
    public async Task Nothing_but_a_fetch_is_sent_a_second_time(Shape shape)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var upstream = ScriptedUpstream.Start();
        using var gate = new Gate();
        upstream.Always(Reply.Nothing.Wait(gate).ThenSend(Answer.Ok("{}")));
        await using var setup = await StartAsync([upstream.Address], clock);
        var sending = setup.StatusAsync(shape);
        await upstream.Requests.ReachesAsync(1);
        clock.Advance(TimeSpan.FromSeconds(5));
        await Task.Delay(50);
        gate.Open();
        Assert.Equal(200, await sending);
        Assert.Equal(1, upstream.Requests.Count);
    }

    private static async Task<HttpResponseMessage> HedgeAsync(Setup setup, ScriptedUpstream first, FakeTimeProvider clock)
    {
        var sending = setup.SendAsync(Shape.Fetch);
        await first.Requests.ReachesAsync(1);
        await clock.AdvanceUntilAsync(Delay, sending);
        return await sending;
    }

    private static Task<Setup> StartAsync(IEnumerable<Uri> destinations, TimeProvider clock, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Resilience:Hedging:Enabled"] = "true", ["Resilience:Hedging:MaxExtraLoad"] = "1" };
        foreach (var (key, value) in more)
            settings[key] = value;
        return Setup.StartAsync(destinations, settings, clock);
    }
}
