using JobsGateway.Gateway.Tests.Contract;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>What is found when the answers of two stores are compared behind the client's back.</summary>
public sealed class ShadowTests
{
    private const string Job = ShadowFixture.QueueJob, Other = ShadowFixture.OtherQueueJob;

    [Theory]
    [InlineData("studio", "local")]
    [InlineData("local", "studio")]
    public async Task Equal_answers_are_equal_found_or_not_and_not_modified(string primary, string candidate)
    {
        await using var shadow = await ShadowFixture.StartAsync(primary, candidate);
        var job = await shadow.LocalAsync(Job);
        shadow.Studio.Show(Job, job);
        Assert.Equal(200, (await shadow.FetchAsync(Job)).Status);
        await shadow.CountedAsync(counts => counts.Equal == 1);
        Assert.Equal(404, (await shadow.FetchAsync("65e1f3a07c1b2d0034b5ffff")).Status);
        await shadow.CountedAsync(counts => counts.Equal == 2);
        var etag = StudioDouble.ETagOf($"{{\"data\":{job}}}");
        Assert.Equal(304, (await shadow.FetchAsync(Job, ("If-None-Match", etag))).Status);
        Assert.Equal(304, (await shadow.FetchAsync(Job, ("If-None-Match", $"\"x\", {etag["W/".Length..]}"))).Status);
        await shadow.CountedAsync(counts => counts is { Equal: 4, All: 4 });
    }

    [Fact]
    public async Task Where_the_client_has_a_copy_that_the_candidate_does_not_confirm_both_are_asked_and_then_asked_again()
    {
        await using var shadow = await ShadowFixture.StartAsync();
        var job = (await shadow.LocalAsync(Job)).Replace("\"status\":\"", "\"status\":\"not-", StringComparison.Ordinal);
        shadow.Studio.Show(Job, job);
        shadow.Studio.Show(Other, await shadow.LocalAsync(Other));
        Assert.Equal(304, (await shadow.FetchAsync(Job, ("If-None-Match", StudioDouble.ETagOf($"{{\"data\":{job}}}")))).Status);
        await shadow.PassByAsync(Other);
        Assert.Equal(1, shadow.Studio.Asked(Job));
        await shadow.CountedInTimeAsync(counts => counts.Different == 1);
        Assert.Equal(3, shadow.Studio.Asked(Job));
        // Without one to confirm there is no tag that is not to go on: the second looks are whole.
        Assert.All(shadow.Studio.Upstream.Received.Where(r => r.Path.EndsWith(Job, StringComparison.Ordinal)).Skip(1), request => Assert.Null(request.Header("If-None-Match")));
    }

    [Theory]
    [InlineData("studio", "local")]
    [InlineData("local", "studio")]
    public async Task With_a_canary_whichever_side_answers_it_is_compared_with_the_other(string primary, string candidate)
    {
        await using var shadow = await ShadowFixture.StartAsync(primary, candidate, settings:
            [("Routes:FetchById:Canary:Store", candidate), ("Routes:FetchById:Canary:Percent", "100")]);
        var job = await shadow.LocalAsync(Job);
        shadow.Studio.Show(Job, job);
        Assert.Equal(200, (await shadow.FetchAsync(Job)).Status);
        Assert.Equal(304, (await shadow.FetchAsync(Job, ("If-None-Match", StudioDouble.ETagOf($"{{\"data\":{job}}}")))).Status);
        await shadow.CountedAsync(counts => counts is { Equal: 2, All: 2 });

        shadow.Studio.Show(Other, (await shadow.LocalAsync(Other)).Replace("\"status\":\"", "\"status\":\"not-", StringComparison.Ordinal));
        Assert.Equal(200, (await shadow.FetchAsync(Other)).Status);
        var counts = await shadow.CountedInTimeAsync(counts => counts.Different == 1);
        var difference = counts.Samples[0]!["differences"]![0]!;
        Assert.Equal(primary == "studio", ((string)difference["primary"]!).StartsWith("\"not-", StringComparison.Ordinal));
        Assert.Equal($"{primary} {candidate}", counts.Pair);
    }

    [Fact]
    public async Task A_lasting_difference_counts_after_the_second_look_only_with_path_and_redacted_sample()
    {
        await using var shadow = await ShadowFixture.StartAsync(settings: [("Parity:Redact:0", "body.data.name")]);
        shadow.Studio.Show(Job, (await shadow.LocalAsync(Job)).Replace("\"name\":\"", "\"name\":\"secret-", StringComparison.Ordinal).Replace("\"status\":\"", "\"status\":\"not-", StringComparison.Ordinal));
        shadow.Studio.Show(Other, await shadow.LocalAsync(Other));
        Assert.Equal(200, (await shadow.FetchAsync(Job)).Status);
        await shadow.PassByAsync(Other);
        shadow.Clock.Advance(ShadowFixture.ConfirmAfter - TimeSpan.FromTicks(1));
        await shadow.PassByAsync(Other);
        Assert.Equal(0, (await shadow.CountsAsync())!.Different);
        Assert.Equal(1, shadow.Studio.Asked(Job));

        var counts = await shadow.CountedInTimeAsync(counts => counts.Different == 1);
        Assert.Equal(["body.data.name", "body.data.status"], counts.Paths.Order());
        var sample = Assert.Single(counts.Samples)!;
        Assert.Equal((StudioDouble.PathOf(Job), 200, 200), ((string?)sample["target"], (int)sample["primaryStatus"]!, (int)sample["candidateStatus"]!));
        Assert.Equal(["(redacted)"], sample["differences"]!.AsArray().Where(d => (string?)d!["path"] == "body.data.name").Select(d => (string?)d!["primary"]));
        Assert.Equal(2, shadow.Studio.Asked(Job));
        Assert.Equal(0, counts.Noise);
    }

    [Fact]
    public async Task A_candidate_that_is_only_behind_is_noise()
    {
        await using var shadow = await ShadowFixture.StartAsync("local", "studio");
        var job = await shadow.LocalAsync(Job);
        shadow.Studio.Show(Job, job.Replace("\"status\":\"", "\"status\":\"not-", StringComparison.Ordinal));
        shadow.Studio.Show(Other, await shadow.LocalAsync(Other));
        await shadow.FetchAsync(Job);
        await shadow.PassByAsync(Other);
        shadow.Studio.Show(Job, job);
        var counts = await shadow.CountedInTimeAsync(counts => counts.Noise == 1);
        Assert.Equal(0, counts.Different);
        Assert.Equal(["body.data.status"], counts.NoisePaths);
    }

    [Fact]
    public async Task A_job_that_the_candidate_does_not_have_yet_is_noise()
    {
        await using var shadow = await ShadowFixture.StartAsync("local", "studio");
        shadow.Studio.Show(Other, await shadow.LocalAsync(Other));
        await shadow.FetchAsync(Job);
        await shadow.PassByAsync(Other);
        shadow.Studio.Show(Job, await shadow.LocalAsync(Job));
        var counts = await shadow.CountedInTimeAsync(counts => counts.Noise == 1);
        Assert.Equal(0, counts.Different);
    }

    [Fact]
    public async Task What_changes_by_itself_is_noise_and_hides_no_real_difference()
    {
        await using var shadow = await ShadowFixture.StartAsync();
        var local = await shadow.LocalAsync(Job);
        var asked = 0;
        string Changing() => local.Replace("\"__v\":", $"\"__v\":{Interlocked.Increment(ref asked)}", StringComparison.Ordinal);
        shadow.Studio.Show(Job, Changing);
        await shadow.FetchAsync(Job);
        var counts = await shadow.CountedInTimeAsync(counts => counts.Noise == 1);
        Assert.Equal(["body.data.__v"], counts.NoisePaths);

        shadow.Studio.Show(Job, () => Changing().Replace("\"status\":\"", "\"status\":\"not-", StringComparison.Ordinal));
        await shadow.FetchAsync(Job);
        counts = await shadow.CountedInTimeAsync(counts => counts.Different == 1);
        Assert.Equal(["body.data.status"], counts.Paths);
    }

    [Fact]
    public async Task The_time_of_the_request_that_Studio_shows_as_the_next_run_is_no_difference()
    {
        await using var shadow = await ShadowFixture.StartAsync();
        var local = await shadow.LocalAsync(ShadowFixture.AgendaJob);
        Assert.Contains("\"nextRunAt\":\"", local, StringComparison.Ordinal);
        var now = shadow.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var shown = local[..local.LastIndexOf("\"nextRunAt\":", StringComparison.Ordinal)] + $"\"nextRunAt\":\"{now}\"}}";
        shadow.Studio.Show(ShadowFixture.AgendaJob, shown);
        Assert.Equal($"{{\"data\":{shown}}}", (await shadow.FetchAsync(ShadowFixture.AgendaJob)).Text);
        await shadow.CountedAsync(counts => counts is { Equal: 1, All: 1 });

        await using var strict = await ShadowFixture.StartAsync(settings: [("Parity:StudioQuirks", "false")]);
        strict.Studio.Show(ShadowFixture.AgendaJob, shown);
        await strict.FetchAsync(ShadowFixture.AgendaJob);
        Assert.Equal(["body.data.nextRunAt"], (await strict.CountedInTimeAsync(counts => counts.Different == 1)).Paths);
    }

    [Fact]
    public async Task The_other_fetches_are_compared_and_counted_on_their_own()
    {
        await using var shadow = await ShadowFixture.StartAsync();
        shadow.Studio.AnswerPath("/api/v2/jobs/correlationId/none", request => StudioDouble.Json(request, 404, """{"error":"Job not found"}"""));
        shadow.Studio.AnswerPath("/api/v2/jobs/external", request => StudioDouble.Json(request, 400, """{"error":"externalId: none has no match job"}"""));
        await shadow.Gateway.SendAsync("GET", "/api/v2/jobs/correlationId/none", Tokens.User);
        await shadow.Gateway.SendAsync("GET", "/api/v2/jobs/external?externalId=none", Tokens.User);
        await shadow.CountedAsync(counts => counts is { Equal: 1, All: 1 }, "FetchByCorrelationId");
        await shadow.CountedAsync(counts => counts is { Equal: 1, All: 1 }, "FetchByExternalId");
        Assert.Null(await shadow.CountsAsync());
    }
}
