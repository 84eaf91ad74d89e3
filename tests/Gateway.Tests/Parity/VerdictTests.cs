using JobsGateway.Gateway.Parity;
using JobsGateway.Gateway.Parity.Verdicts;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Tests.Parity;

/// <summary>When the candidate is said to be ready.</summary>
public sealed class VerdictTests
{
    [Theory]
    [InlineData(0.001, 2995)]
    [InlineData(0.01, 299)]
    [InlineData(0.05, 59)]
    public void So_many_equal_answers_bring_the_bound_down_to_the_rate_and_one_less_does_not(double rate, long needed)
    {
        Assert.Equal(needed, RateBound.Needed(rate));
        Assert.True(RateBound.Of(needed) <= rate);
        Assert.True(RateBound.Of(needed - 1) > rate);
        Assert.Equal(0.05, Math.Pow(1 - RateBound.Of(needed), needed), 10);
    }

    [Theory]
    [InlineData(0.5, "50.00 %")]
    [InlineData(0.00024961, "0.03 %")]
    [InlineData(0.0000030, "0.0003 %")]
    [InlineData(0.001, "0.10 %")]
    [InlineData(0, "0.00 %")]
    public void A_rate_is_rounded_up(double rate, string text) => Assert.Equal(text, RateBound.Percent(rate));

    [Fact]
    public async Task Ready_is_said_at_the_answer_that_brings_the_bound_down_and_not_before()
    {
        await using var parity = await ParityFixture.StartAsync();
        parity.Book.Begin(Operation.FetchById, "studio", "local");
        Assert.Equal("nothing was compared", await parity.TextAsync());
        parity.Equal(900);
        Assert.Equal("not ready yet: 900 compared, 0 different, 2,095 more without one are needed", await parity.TextAsync());
        parity.Equal(2094);
        Assert.Equal("notReadyYet", (string?)(await parity.OperationAsync())["verdict"]);
        parity.Equal(1);
        Assert.Equal("ready", (string?)(await parity.OperationAsync())["verdict"]);
        parity.Equal(12_000 - 2995);
        var operation = await parity.OperationAsync();
        Assert.Equal("ready to switch: 12,000 compared, 0 different, upper bound 0.03 % at 95 %", (string?)operation["text"]);
        Assert.Contains("Canary to 1 %", operation["next"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_takes_the_readiness_away_until_enough_were_equal_since()
    {
        await using var parity = await ParityFixture.StartAsync(("Parity:MaxDifference", "0.01"));
        parity.Equal(300);
        Assert.StartsWith("ready", await parity.TextAsync(), StringComparison.Ordinal);
        parity.Clock.Advance(TimeSpan.FromSeconds(191));
        parity.Differs(ParityFixture.Value("body.data.status"), ParityFixture.Value("body.data.items[3]"));
        Assert.Equal("not ready: 1 of 301 differ, most often at body.data.items[*]", await parity.TextAsync());
        // Rare as it was, that it was not seen again says little yet.
        parity.Equal(298);
        Assert.StartsWith("not ready: 1 of 599 differ", await parity.TextAsync(), StringComparison.Ordinal);
        parity.Equal(700);
        Assert.Equal("ready to switch: 998 compared since the last difference at 2026-11-24T12:03:11Z, upper bound 0.30 % at 95 %", await parity.TextAsync());
    }

    [Fact]
    public async Task Differences_that_have_ceased_are_told_from_those_that_go_on()
    {
        await using var parity = await ParityFixture.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            parity.Equal(9);
            parity.Differs(ParityFixture.Value("status"));
        }

        parity.Equal(28); // 0.9 ^ 28 is 0.0523
        Assert.Equal("not ready: 10 of 128 differ, most often at status", await parity.TextAsync());
        parity.Equal(1);
        Assert.Equal("not ready yet: 29 compared since the last difference at 2026-11-24T12:00:00Z, 2,966 more without one are needed", await parity.TextAsync());
    }

    [Fact]
    public async Task A_candidate_that_is_not_there_is_not_ready()
    {
        await using var parity = await ParityFixture.StartAsync();
        parity.Equal(2998);
        for (var i = 0; i < 2; i++)
            parity.Book.CountUnavailable(Operation.FetchById, isCandidate: true);
        parity.Book.CountUnavailable(Operation.FetchById, isCandidate: false);
        Assert.StartsWith("ready", await parity.TextAsync(), StringComparison.Ordinal);
        for (var i = 0; i < 10; i++)
            parity.Book.CountUnavailable(Operation.FetchById, isCandidate: true);
        var operation = await parity.OperationAsync();
        Assert.Equal("not ready: local was not available for 12 of 3,010 requests since 2026-11-24T12:00:00Z, 0.40 %; 0.10 % is tolerated", (string?)operation["text"]);
        Assert.Contains("mend it", operation["next"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((1, 12), ((int)operation["unavailable"]!["primary"]!, (int)operation["unavailable"]!["candidate"]!));
    }

    [Fact]
    public async Task Noise_counts_as_compared_and_the_advice_is_to_ignore_it()
    {
        await using var parity = await ParityFixture.StartAsync(("Parity:MaxDifference", "0.05"));
        for (var i = 0; i < 59; i++)
            parity.Book.Record(Operation.FetchById, "studio", "local", new ParityResult.Noise(["body.data.now", $"body.data.items[{i}]"]));
        var operation = await parity.OperationAsync();
        Assert.Equal(("ready", 59, 0), ((string?)operation["verdict"], (int)operation["noise"]!, (int)operation["different"]!));
        Assert.Equal("""[{"path":"body.data.items[*]","count":59},{"path":"body.data.now","count":59}]""", operation["noisePaths"]!.ToJsonString());
        Assert.Contains("Parity:Ignore, to save the second call: body.data.items[*], body.data.now", operation["next"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_found_late_of_stores_that_are_compared_no_more_changes_nothing()
    {
        await using var parity = await ParityFixture.StartAsync(("Parity:MaxDifference", "0.05"));
        parity.Equal(59);
        parity.Book.Record(Operation.FetchById, "local", "studio", new ParityResult.Different([ParityFixture.Value("status")], "/", 200, 404));
        var operation = await parity.OperationAsync();
        Assert.Equal(("studio", "ready", 59), ((string?)operation["primary"], (string?)operation["verdict"], (int)operation["compared"]!));
    }
}
