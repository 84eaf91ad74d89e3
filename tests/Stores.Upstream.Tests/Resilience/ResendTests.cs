using System.Globalization;
using JobsGateway.Tests.Upstreams;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

public sealed class ResendTests
{
    public static TheoryData<Shape> Fetches => [Shape.Fetch, Shape.FetchByCorrelationId, Shape.FetchByHead];

    public static TheoryData<Shape> WithEffects => [.. Enum.GetValues<Shape>().Where(shape => shape.HasEffects())];

    [Theory]
    [MemberData(nameof(Fetches))]
    public async Task A_fetch_that_fails_is_sent_again_and_the_client_sees_the_success(Shape shape)
    {
        // To HEAD the head alone is the answer.
        foreach (var failure in Failures().SkipLast(shape == Shape.FetchByHead ? 1 : 0))
        {
            await using var upstream = ScriptedUpstream.Start();
            upstream.Next(failure, failure);
            await using var setup = await Setup.StartAsync(upstream);
            Assert.Equal(200, await setup.StatusAsync(shape));
            Assert.InRange(upstream.Requests.Count, 3, 5); // The handler sends again by itself what was closed without an answer.
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_fetch_has_as_many_attempts_as_are_configured_then_the_servers_own_answer_is_passed_on(int attempts)
    {
        await using var upstream = ScriptedUpstream.Start();
        upstream.Always(Reply.Json(503, "{\"error\":\"own\"}"));
        await using var setup = await Setup.StartAsync(upstream, new() { ["Resilience:Retry:MaxAttempts"] = attempts.ToString(CultureInfo.InvariantCulture) });
        using var response = await setup.SendAsync(Shape.Fetch);
        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("{\"error\":\"own\"}", await response.Content.ReadAsStringAsync());
        Assert.Equal(attempts, upstream.Requests.Count);
    }

    [Fact]
    public async Task The_external_read_and_what_passes_through_have_one_attempt()
    {
        await using var upstream = ScriptedUpstream.Start();
        upstream.Always(Reply.Json(503, "{}"));
        await using var setup = await Setup.StartAsync(upstream);
        Assert.Equal(503, await setup.StatusAsync(Shape.External));
        Assert.Equal(503, await setup.StatusAsync(Shape.PassGet));
        Assert.Equal(2, upstream.Requests.Count);
        upstream.Always(Reply.Nothing.Reset());
        Assert.Equal(502, await setup.StatusAsync(Shape.External));
        Assert.Equal(3, upstream.Requests.Count);
    }

    [Fact]
    public async Task A_fetch_with_a_body_is_sent_again_too()
    {
        await using var upstream = ScriptedUpstream.Start();
        upstream.Next(Reply.Json(503, "{}"));
        await using var setup = await Setup.StartAsync(upstream);
        using var request = Shape.Fetch.ToRequest(setup.Gateway.Address);
        request.Content = new StringContent("{}");
        using var response = await setup.Client.SendAsync(request).ByLimit();
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(2, upstream.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_pause_that_the_server_asks_for_is_kept(bool asDate)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var upstream = ScriptedUpstream.Start();
        var value = asDate ? clock.GetUtcNow().AddSeconds(2).ToString("R", CultureInfo.InvariantCulture) : "2";
        upstream.Next(Reply.Send(Answer.Json(503, "{}").With("Retry-After", value)));
        await using var setup = await Setup.StartAsync(upstream, clock: clock);
        var sending = setup.StatusAsync(Shape.Fetch);
        await upstream.Requests.ReachesAsync(1);
        await clock.AdvanceUntilAsync(TimeSpan.FromMilliseconds(100), sending);
        Assert.Equal(200, await sending);
        Assert.True(clock.GetUtcNow() >= clock.Start.AddSeconds(2), "It was sent again too early.");
        Assert.Equal(2, upstream.Requests.Count);
    }

    [Fact]
    public async Task A_longer_pause_than_is_allowed_is_left_to_the_client()
    {
        await using var upstream = ScriptedUpstream.Start();
        upstream.Always(Reply.Send(Answer.Json(503, "{\"error\":\"own\"}").With("Retry-After", "60")));
        await using var setup = await Setup.StartAsync(upstream);
        using var response = await setup.SendAsync(Shape.Fetch);
        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("60", response.Headers.RetryAfter?.ToString());
        Assert.Equal(1, upstream.Requests.Count);
    }

    [Fact]
    public async Task What_one_destination_asks_for_does_not_keep_a_fetch_from_another()
    {
        await using var busy = ScriptedUpstream.Start();
        await using var idle = ScriptedUpstream.Start();
        busy.Always(Reply.Send(Answer.Json(503, "{}").With("Retry-After", "60")));
        await using var setup = await Setup.StartAsync([busy.Address, idle.Address], new() { ["LoadBalancing"] = "FirstAlphabetical" });
        Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
        Assert.Equal((1, 1), (busy.Requests.Count, idle.Requests.Count));
    }

    [Theory]
    [MemberData(nameof(WithEffects))]
    public async Task What_has_effects_is_never_sent_again(Shape shape)
    {
        foreach (var failure in Failures())
        {
            foreach (var verb in new[] { "Post", "AsReceived" })
            {
                await using var one = ScriptedUpstream.Start();
                await using var two = ScriptedUpstream.Start();
                one.Always(failure);
                two.Always(failure);
                await using var setup = await Setup.StartAsync([one.Address, two.Address], new() { ["RetryVerb"] = verb, ["Resilience:Hedging:Enabled"] = "true", ["Resilience:Hedging:Delay"] = "00:00:00.010", ["Resilience:Hedging:MaxExtraLoad"] = "1" });
                try
                {
                    Assert.InRange(await setup.StatusAsync(shape), 500, 504);
                }
                catch (HttpRequestException) when (shape.IsPassThrough())
                {
                    // The answer had begun: cut.
                }

                Assert.Equal(1, one.Heads.Count + two.Heads.Count);
            }
        }
    }

    [Theory]
    [MemberData(nameof(WithEffects))]
    public async Task What_has_effects_is_never_sent_again_where_a_kept_connection_dies_in_just_that_moment(Shape shape)
    {
        await using var upstream = ScriptedUpstream.Start();
        await using var setup = await Setup.StartAsync(upstream);
        foreach (var failure in new[] { Reply.Nothing.Close(), Reply.Nothing.Reset() })
        {
            upstream.Always(Reply.Ok("{}"));
            // There are connections to take from the pool, and then they die with the request on them.
            Assert.All(await Task.WhenAll(setup.StatusAsync(Shape.Fetch), setup.StatusAsync(Shape.PassGet), setup.StatusAsync(Shape.PassPostWithBody)), status => Assert.Equal(200, status));
            var before = upstream.Heads.Count;
            upstream.Always(failure);
            Assert.Equal(502, await setup.StatusAsync(shape));
            Assert.Equal(1, upstream.Heads.Count - before);
        }
    }

    [Theory]
    [InlineData(Shape.RetryPosted)]
    [InlineData(Shape.RetryPostedBatch)]
    [InlineData(Shape.RetryByGet)]
    [InlineData(Shape.PassPost)]
    [InlineData(Shape.PassPostWithBody)]
    public async Task What_has_effects_is_never_sent_again_where_the_client_expects_100_and_the_server_closes(Shape shape)
    {
        await using var upstream = ScriptedUpstream.Start();
        upstream.OnHead(_ => Reply.Nothing.Close());
        await using var setup = await Setup.StartAsync(upstream);
        using var request = shape.ToRequest(setup.Gateway.Address);
        request.Headers.ExpectContinue = true;
        using var response = await setup.Client.SendAsync(request).ByLimit();
        Assert.Equal(502, (int)response.StatusCode);
        // The head of what passes through may come again: its body was never sent.
        Assert.True(upstream.Heads.Count == 1 || shape == Shape.PassPostWithBody, $"{upstream.Heads.Count} heads");
    }

    [Theory]
    [InlineData("POST /api/v2/jobs/retry/5f0000000000000000000abc")]
    [InlineData("POST /api/v2/relay")]
    [InlineData("PUT /api/v2/wallets/1")]
    [InlineData("PATCH /api/v2/wallets/1")]
    [InlineData("DELETE /api/v2/wallets/1")]
    public async Task What_says_nothing_of_a_body_is_never_sent_again_either(string line)
    {
        await using var upstream = ScriptedUpstream.Start();
        upstream.Always(Reply.Nothing.Close());
        await using var setup = await Setup.StartAsync(upstream);
        var answer = await RawClient.SendAsync(setup.Gateway.Address, $"{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {Tokens.Admin}\r\n\r\n", ends: false);
        Assert.StartsWith("HTTP/1.1 502", answer, StringComparison.Ordinal);
        Assert.Equal(1, upstream.Heads.Count);
    }

    [Fact]
    public async Task Every_retry_has_a_connection_of_its_own()
    {
        await using var upstream = ScriptedUpstream.Start();
        await using var setup = await Setup.StartAsync(upstream);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(200, await setup.StatusAsync(Shape.RetryPosted));
            Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
        }

        Assert.Equal(5, upstream.Received.Where(request => request.Method == "POST").Select(request => request.Connection).Distinct().Count());
        Assert.Single(upstream.Received.Where(request => request.Method == "GET").Select(request => request.Connection).Distinct());
    }

    [Fact]
    public async Task A_client_that_sends_half_of_its_body_has_no_retry_sent_on()
    {
        await using var upstream = ScriptedUpstream.Start();
        await using var setup = await Setup.StartAsync(upstream);
        foreach (var type in new[] { "application/json", "text/plain" })
        {
            foreach (var path in new[] { "retry", $"retry/{Shapes.Id}" })
            {
                var answer = await RawClient.SendAsync(setup.Gateway.Address, $"POST /api/v2/jobs/{path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Tokens.Admin}\r\nContent-Type: {type}\r\nContent-Length: 100\r\n\r\n[\"5f00", ends: true);
                Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);
            }
        }

        Assert.Equal(0, upstream.Heads.Count);
        Assert.Equal(200, await setup.StatusAsync(Shape.RetryPosted));
    }

    private static IEnumerable<Reply> Failures() =>
    [
        Reply.Json(502, "{}"), Reply.Json(503, "{}"), Reply.Json(504, "{}"), Reply.Nothing.Reset(), Reply.Nothing.Close(),
        Reply.SendUpTo(Answer.Ok("{\"data\":{}}"), Stage.HalfBody).Close(),
    ];
}
