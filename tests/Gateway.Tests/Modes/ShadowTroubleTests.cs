using JobsGateway.Gateway.Tests.Contract;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>Candidates that do not answer as they should, queues that are full, routes that change meanwhile.</summary>
public sealed class ShadowTroubleTests
{
    private const string Job = ShadowFixture.QueueJob, Other = ShadowFixture.OtherQueueJob;

    public static TheoryData<string> Troubles => new("503", "hang", "half", "nonsense", "reset", "504");

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task A_candidate_without_an_answer_is_unavailable_and_not_different(string trouble)
    {
        await using var shadow = await ShadowFixture.StartAsync("local", "studio");
        shadow.Studio.Answer(Job, trouble switch
        {
            "503" => Reply.Json(503, """{"error":"down"}"""),
            "504" => Reply.Json(504, "{}"),
            "hang" => Reply.Never,
            "half" => Reply.SendUpTo(Answer.Ok("""{"data":{"a":1}}"""), Stage.HalfBody).HangOn(),
            "nonsense" => Reply.Send("HTTP/1.1 OK maybe\r\n\r\n"),
            _ => Reply.Nothing.Reset(),
        });
        Assert.Equal(200, (await shadow.FetchAsync(Job)).Status);
        await shadow.CountedInTimeAsync(counts => counts is { Unavailable: 1, All: 1 });
        shadow.Studio.Show(Job, await shadow.LocalAsync(Job));
        await shadow.PassByAsync(Job);
    }

    [Fact]
    public async Task The_candidate_has_no_longer_than_the_shadows_own_timeout()
    {
        await using var shadow = await ShadowFixture.StartAsync("local", "studio", settings:
            [("Routes:FetchById:Shadow:Timeout", "00:00:01"), ("Stores:studio:Resilience:TotalTimeout", "01:00:00"), ("Stores:studio:Resilience:AttemptTimeout", "00:59:00")]);
        shadow.Studio.Answer(Job, _ => null);
        shadow.Studio.Show(Other, await shadow.LocalAsync(Other));
        await shadow.FetchAsync(Job);
        await shadow.Studio.Upstream.Requests.ReachesAsync(1);
        shadow.Clock.Advance(TimeSpan.FromSeconds(1));
        await shadow.CountedInTimeAsync(counts => counts is { Unavailable: 1, All: 1 });
        await shadow.Studio.Upstream.ClosedByClient.ReachesAsync(1);
        await shadow.PassByAsync(Other);
    }

    [Theory]
    [InlineData("local", "studio")]
    [InlineData("studio", "local")]
    public async Task An_answer_that_is_too_long_to_be_held_is_skipped(string primary, string candidate)
    {
        await using var shadow = await ShadowFixture.StartAsync(primary, candidate, settings: [("Stores:studio:AnswerBuffer", "100")]);
        shadow.Studio.Show(Job, await shadow.LocalAsync(Job));
        Assert.Equal($"{{\"data\":{await shadow.LocalAsync(Job)}}}", (await shadow.FetchAsync(Job)).Text);
        await shadow.CountedAsync(counts => counts is { Skipped: 1, All: 1 });
    }

    [Fact]
    public async Task Garbage_for_JSON_is_a_difference_like_any_other()
    {
        await using var shadow = await ShadowFixture.StartAsync("local", "studio");
        shadow.Studio.Answer(Job, Reply.Send(Answer.Bytes(200, "application/json; charset=utf-8", [0xff, 0x00, 0x7b])));
        await shadow.FetchAsync(Job);
        var counts = await shadow.CountedInTimeAsync(counts => counts.Different == 1);
        Assert.Equal(["body"], counts.Paths);
        Assert.Equal("notJson", (string?)counts.Samples[0]!["differences"]![0]!["kind"]);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("x")]
    [InlineData("")]
    public async Task A_candidates_tag_of_any_form_is_no_trouble(string etag)
    {
        await using var other = ScriptedUpstream.Start();
        await using var shadow = await ShadowFixture.StartAsync("studio", "other", settings: [("Stores:other:Type", "Upstream"), ("Stores:other:Destinations:a:Address", other.Address.ToString())]);
        var job = await shadow.LocalAsync(Job);
        var body = $"{{\"data\":{job}}}";
        shadow.Studio.Show(Job, job);
        other.Always(Reply.Send(Answer.Ok(body).With("ETag", etag)));
        Assert.Equal(304, (await shadow.FetchAsync(Job, ("If-None-Match", StudioDouble.ETagOf(body)))).Status);
        await shadow.CountedInTimeAsync(counts => counts is { Equal: 1, All: 1 });
    }

    [Fact]
    public async Task What_does_not_fit_the_queue_is_dropped_and_counted_and_the_client_has_its_answer()
    {
        using var gate = new Gate();
        await using var shadow = await ShadowFixture.StartAsync("local", "studio", settings: [("Routes:FetchById:Shadow:QueueLength", "3")]);
        var job = await shadow.LocalAsync(Job);
        shadow.Studio.Answer(Job, request => Reply.Nothing.Wait(gate).ThenSend(Answer.Ok($"{{\"data\":{job}}}")));
        await shadow.FetchAsync(Job);
        await gate.Arrivals.ReachesAsync(1);
        for (var i = 0; i < 10; i++)
            Assert.Equal(200, (await shadow.FetchAsync(Job)).Status);
        await shadow.CountedAsync(counts => counts is { Dropped: 7, All: 7 });
        gate.Open();
        await shadow.CountedAsync(counts => counts is { Dropped: 7, Equal: 4, All: 11 });
    }

    [Fact]
    public async Task What_has_waited_too_long_is_dropped()
    {
        using var gate = new Gate();
        await using var shadow = await ShadowFixture.StartAsync("local", "studio", settings: [("Stores:studio:Resilience:AttemptTimeout", "00:00:02")]);
        shadow.Studio.Answer(Job, request => Reply.Nothing.Wait(gate).HangOn());
        await shadow.FetchAsync(Job);
        await gate.Arrivals.ReachesAsync(1);
        await shadow.FetchAsync(Job);
        shadow.Clock.Advance(TimeSpan.FromSeconds(6));
        await shadow.CountedAsync(counts => counts is { Unavailable: 1, Dropped: 1, All: 2 });
        Assert.Equal(1, shadow.Studio.Asked(Job));
    }

    [Fact]
    public async Task Another_candidate_begins_anew_and_nothing_that_is_left_of_the_old_one_counts()
    {
        using var gate = new Gate();
        await using var shadow = await ShadowFixture.StartAsync("local", "studio");
        var local = await shadow.LocalAsync(Job);
        shadow.Studio.Show(Job, local.Replace("\"status\":\"", "\"status\":\"not-", StringComparison.Ordinal));
        shadow.Studio.Show(Other, await shadow.LocalAsync(Other));
        await shadow.FetchAsync(Job); // Is to be looked at again.
        await shadow.PassByAsync(Other);
        shadow.Studio.Answer(Other, request => Reply.Nothing.Wait(gate).ThenSend(Answer.Ok("{}")));
        await shadow.FetchAsync(Other); // Is under way.
        await gate.Arrivals.ReachesAsync(1);
        await shadow.FetchAsync(Job); // Waits.
        await shadow.SetAsync("Routes:FetchById:Shadow:Store", "empty");
        await shadow.FetchAsync("65e1f3a07c1b2d0034b5ffff");
        gate.Open();
        await shadow.CountedAsync(counts => counts is { Pair: "local empty", Equal: 1, All: 1 });
        for (var i = 0; i < 10; i++)
        {
            shadow.Clock.Advance(TimeSpan.FromSeconds(1));
            await shadow.FetchAsync("65e1f3a07c1b2d0034b5ffff");
            // Before time goes on: what has waited too long would be dropped.
            await shadow.CountedAsync(counts => counts.Pair == "local empty" && counts.Equal == i + 2 && counts.All == i + 2);
        }
    }

    [Fact]
    public async Task A_shadow_that_is_taken_away_ends()
    {
        await using var shadow = await ShadowFixture.StartAsync("local", "studio");
        shadow.Studio.Show(Job, (await shadow.LocalAsync(Job)).Replace("\"status\":\"", "\"status\":\"not-", StringComparison.Ordinal));
        shadow.Studio.Show(Other, await shadow.LocalAsync(Other));
        await shadow.FetchAsync(Job);
        await shadow.PassByAsync(Other);
        await shadow.SetAsync("Routes:FetchById:Shadow:Percent", "0");
        Assert.Equal(200, (await shadow.FetchAsync(Job)).Status);
        await shadow.CountedInTimeAsync(counts => counts is { Different: 1, Equal: 1, All: 2 }); // What was taken before is still found.
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_gateway_that_stops_while_samples_wait_ends_in_peace(bool isDoubtful)
    {
        var shadow = await ShadowFixture.StartAsync("local", "studio");
        using var unobserved = new UnobservedExceptions();
        shadow.Studio.Answer(Job, isDoubtful ? Reply.Ok("{}") : Reply.Never);
        for (var i = 0; i < 20; i++)
            await shadow.FetchAsync(Job);
        await shadow.Studio.Upstream.Requests.ReachesAsync(isDoubtful ? 20 : 1);
        await shadow.DisposeAsync().AsTask().ByLimit();
        Assert.DoesNotContain(shadow.Gateway.Logs.Messages, line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));
        Assert.Empty(unobserved.Collect());
    }
}
