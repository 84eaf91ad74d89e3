using JobsGateway.Stores.Upstream.Tests.Resilience;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Failures;

public sealed class BrokenUpstreamTests
{
    private static readonly Shape[] Shapes = [Shape.Fetch, Shape.FetchByHead, Shape.External, Shape.RetryPosted, Shape.RetryPostedBatch, Shape.RetryByGet, Shape.RetryByIds, Shape.PassGet, Shape.PassPost, Shape.PassPostWithBody, Shape.PassDelete];

    public static TheoryData<string> Ends => [.. Breakage.Ends.Keys];

    public static TheoryData<string> Hangs => [.. Breakage.Hangs.Keys];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Whatever_breaks_off_becomes_a_clean_error_and_what_has_effects_arrives_once(string how)
    {
        foreach (var verb in new[] { "Post", "AsReceived" })
        {
            await using var upstream = ScriptedUpstream.Start();
            Breakage.Ends[how](upstream);
            await using var setup = await Setup.StartAsync(upstream, new() { ["RetryVerb"] = verb });
            foreach (var shape in Shapes)
            {
                var before = upstream.Heads.Count;
                await AssertFailsAsync(setup, shape, Breakage.HasBegun(how), 502);
                var heads = upstream.Heads.Count - before;
                Assert.True(!shape.HasEffects() || heads <= 1, $"{shape} arrived {heads} times");
            }

            Assert.Empty(upstream.Faults);
        }
    }

    [Theory]
    [MemberData(nameof(Hangs))]
    public async Task Whatever_hangs_becomes_a_clean_error_in_bounded_time_and_what_has_effects_arrives_once(string how)
    {
        await using var upstream = ScriptedUpstream.Start();
        Breakage.Hangs[how](upstream);
        await using var setup = await Setup.StartAsync(upstream, Setup.Impatient());
        // As long as something moves, what is streamed may take its time.
        await Task.WhenAll(Shapes.Where(shape => how != "drips" || !shape.IsPassThrough()).Select(shape => AssertFailsAsync(setup, shape, Breakage.HasBegun(how), 504)));
        var twice = upstream.ReceivedHeads.GroupBy(head => $"{head.Method} {head.Target} {head.Header("Content-Length")}").Where(group => group.Count() > 1 && group.First().Method is not ("GET" or "HEAD"));
        // The two posted retries and those translated from GET look the same upstream.
        Assert.All(twice, group => Assert.True(group.Count() <= 2 && group.Key.Contains("/retry", StringComparison.Ordinal), group.Key));
    }

    [Fact]
    public async Task What_is_streamed_may_take_its_time_as_long_as_something_moves()
    {
        await using var upstream = ScriptedUpstream.Start();
        var answer = Answer.Ok("{\"data\":\"0123456789\"}");
        upstream.Always(Reply.SendUpTo(answer, Stage.Headers).Drip(answer.From(Stage.Headers), TimeSpan.FromMilliseconds(150)));
        await using var setup = await Setup.StartAsync(upstream, new() { ["Transport:ActivityTimeout"] = "00:00:02.500" });
        using var response = await setup.SendAsync(Shape.PassGet);
        Assert.Equal(answer.WireBody, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_refused_connection_is_502()
    {
        using var nowhere = Nowhere.Refusing();
        await using var setup = await Setup.StartAsync([nowhere.Address], Setup.Impatient());
        foreach (var shape in Shapes)
            await AssertFailsAsync(setup, shape, hasBegun: false, 502);
    }

    [Fact]
    public async Task A_connection_that_hangs_is_an_error_in_bounded_time()
    {
        using var nowhere = await Nowhere.HangingAsync();
        await using var setup = await Setup.StartAsync([nowhere.Address], Setup.Impatient());
        await Task.WhenAll(Shapes.Select(shape => AssertFailsAsync(setup, shape, hasBegun: false, 502, 504)));
    }

    [Fact]
    public async Task A_server_that_never_accepts_is_504()
    {
        using var nowhere = Nowhere.NeverAccepting();
        await using var setup = await Setup.StartAsync([nowhere.Address], Setup.Impatient());
        await Task.WhenAll(Shapes.Select(shape => AssertFailsAsync(setup, shape, hasBegun: false, 504)));
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_502()
    {
        await using var setup = await Setup.StartAsync([new Uri("http://no-such-host.invalid/")], new() { ["Resilience:TotalTimeout"] = "00:00:20" });
        await AssertFailsAsync(setup, Shape.Fetch, hasBegun: false, 502, 504);
        await AssertFailsAsync(setup, Shape.RetryPosted, hasBegun: false, 502, 504);
    }

    [Fact]
    public async Task After_an_outage_the_gateway_works_again()
    {
        await using var upstream = ScriptedUpstream.Start();
        await using var setup = await Setup.StartAsync(upstream);
        foreach (var shape in Shapes)
            Assert.Equal(200, await setup.StatusAsync(shape));
        await upstream.StopAsync();
        foreach (var shape in Shapes)
            Assert.Equal(502, await setup.StatusAsync(shape));
        upstream.Restart();
        foreach (var shape in Shapes)
            Assert.Equal(200, await setup.StatusAsync(shape));
    }

    [Fact]
    public async Task An_answer_longer_than_the_buffer_streams_and_is_cut_where_it_breaks_off()
    {
        await using var upstream = ScriptedUpstream.Start();
        var whole = Answer.Ok($"{{\"data\":\"{new string('x', 500_000)}\"}}");
        var chunked = Answer.Chunked(200, "application/json", Enumerable.Repeat(new byte[1000], 300));
        upstream.Next(Reply.Send(whole), Reply.Send(chunked), Reply.SendUpTo(whole, Stage.HalfBody).Close(), Reply.SendUpTo(chunked, Stage.HalfBody).Reset());
        await using var setup = await Setup.StartAsync(upstream);
        using (var first = await setup.SendAsync(Shape.Fetch))
            Assert.Equal(whole.WireBody.Length, (await first.Content.ReadAsByteArrayAsync()).Length);
        using (var second = await setup.SendAsync(Shape.Fetch))
            Assert.Equal(300_000, (await second.Content.ReadAsByteArrayAsync()).Length);
        await Assert.ThrowsAsync<HttpRequestException>(() => setup.SendAsync(Shape.Fetch));
        await Assert.ThrowsAsync<HttpRequestException>(() => setup.SendAsync(Shape.Fetch));
        Assert.Equal(4, upstream.Requests.Count);
    }

    [Fact]
    public async Task A_body_that_is_longer_than_its_length_ends_there_and_the_next_answer_is_its_own()
    {
        await using var upstream = ScriptedUpstream.Start();
        upstream.Next(Reply.Send(Answer.Ok("{\"data\":1}{\"more\":2}").WithLength(10)));
        await using var setup = await Setup.StartAsync(upstream);
        Assert.Equal("{\"data\":1}", await setup.Client.GetStringAsync(new Uri(setup.Gateway.Address, "api/v2/wallets/1")));
        Assert.Equal("{}", await setup.Client.GetStringAsync(new Uri(setup.Gateway.Address, "api/v2/wallets/2")));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(400)]
    [InlineData(429)]
    public async Task The_servers_own_errors_are_passed_on_as_they_are_after_one_attempt(int status)
    {
        await using var upstream = ScriptedUpstream.Start();
        upstream.Always(Reply.Json(status, "{\"error\":\"own\"}"));
        await using var setup = await Setup.StartAsync(upstream);
        foreach (var shape in Shapes)
            Assert.Equal(status, await setup.StatusAsync(shape));
        Assert.Equal(Shapes.Length, upstream.Requests.Count);
    }

    private static async Task AssertFailsAsync(Setup setup, Shape shape, bool hasBegun, params int[] statuses)
    {
        HttpResponseMessage response;
        try
        {
            response = await setup.SendAsync(shape);
        }
        catch (HttpRequestException e) when (hasBegun && shape.IsPassThrough() && e.HttpRequestError is not HttpRequestError.ConnectionError)
        {
            return; // Cut: the client sees that it is not whole.
        }

        using (response)
        {
            if (shape == Shape.FetchByHead && (int)response.StatusCode == 200)
            {
                Assert.True(hasBegun); // The head was whole, and there is nothing else to it.
                return;
            }

            await Setup.AssertErrorAsync(response, hasBegun && shape.IsPassThrough() ? [502, 504] : statuses);
        }
    }
}
