using JobsGateway.Gateway.Modes.Canary;
using JobsGateway.Gateway.Tests.Authentication;
using JobsGateway.Gateway.Tests.Modes.Support;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>Which side a fetch goes to, seen by who answers: both sides have all jobs.</summary>
public sealed class CanaryTests
{
    private static readonly string[] Studio = ["studio"];

    [Theory]
    [InlineData("0", "studio")]
    [InlineData("100", "local")]
    public async Task None_or_all_go_to_the_canary(string percent, string side)
    {
        await using var sides = await StartAsync(("Percent", percent));
        foreach (var target in Fetch.Targets)
        {
            Assert.Equal(side, Fetch.SideOf(await sides.GetAsync(target)));
            Assert.Equal(200, (await sides.SendAsync("HEAD", target)).Status);
        }

        Assert.Equal(side == "studio" ? 6 : 0, sides.Studio.Fetches);
    }

    [Fact]
    public async Task By_weight_go_those_whose_share_is_below_it_in_either_letter_case_and_always()
    {
        await using var sides = await StartAsync(("Percent", "37.5"));
        var jobs = Enumerable.Range(0xabc000, 60).Select(Job.Number).ToArray();
        await PutAsync(sides, jobs);
        foreach (var id in jobs.Select(job => job.Id))
        {
            var side = KeyShare.PercentOf(id) < 37.5 ? "local" : "studio";
            foreach (var text in new[] { id, id.ToUpperInvariant(), id })
                Assert.Equal(side, Fetch.SideOf(await sides.GetAsync($"/api/v2/jobs/{text}")));
        }
    }

    [Fact]
    public async Task By_correlation_id_and_external_id_the_text_is_the_key()
    {
        await using var sides = await StartAsync(("Percent", "50"));
        Job[] jobs = [.. Enumerable.Range(10, 20).Select(i => Job.Number(i) with { CorrelationId = $"Key-{i}" }), .. Enumerable.Range(40, 20).Select(i => Job.Number(i) with { ExternalId = $"Key-{i}" })];
        await PutAsync(sides, jobs);
        foreach (var job in jobs)
        {
            var key = job.CorrelationId ?? job.ExternalId!;
            var target = job.IsAgenda ? $"/api/v2/jobs/correlationId/{key}" : $"/api/v2/jobs/external?externalId={key}";
            Assert.Equal(KeyShare.PercentOf(key) < 50 ? "local" : "studio", Fetch.SideOf(await sides.GetAsync(target)));
        }
    }

    [Theory]
    [InlineData(-0.01, "studio")]
    [InlineData(0.01, "local")]
    public async Task One_key_goes_to_the_same_side_in_all_three_fetches(double more, string side)
    {
        await using var sides = await StartAsync(("Percent", FormattableString.Invariant($"{KeyShare.PercentOf(Fetch.Key) + more}")));
        foreach (var target in Fetch.Targets)
            Assert.Equal(side, Fetch.SideOf(await sides.GetAsync(target)));
    }

    [Fact]
    public async Task By_claim_all_that_a_bearer_asks_for_goes_to_one_side_and_who_has_none_stays()
    {
        await using var sides = await StartAsync(("Percent", "50"), ("Claim", "appName"));
        foreach (var app in Enumerable.Range(0, 12).Select(i => $"app-{i}"))
        {
            foreach (var target in Fetch.Targets)
                Assert.Equal(KeyShare.PercentOf(app) < 50 ? "local" : "studio", Fetch.SideOf(await sides.GetAsync(target, Token($$"""{"appName":"{{app}}"}"""))));
        }

        Assert.Equal("studio", Fetch.SideOf(await sides.GetAsync(Fetch.Targets[0], Token("""{"uid":"app-1"}"""))));
    }

    [Fact]
    public async Task Named_claims_go_there_whatever_the_weight()
    {
        await using var sides = await StartAsync(("Claims:0", "appName=wallet"), ("Claims:1", "uid=a=b"), ("Claims:2", "isCommunityAdmin=true"));
        foreach (var (payload, side) in new[]
        {
            ("""{"appName":"wallet"}""", "local"), ("""{"uid":"a=b"}""", "local"), ("""{"isCommunityAdmin":true}""", "local"),
            ("""{"appName":"Wallet"}""", "studio"), ("""{"uid":"a"}""", "studio"), ("""{"isCommunityAdmin":false}""", "studio"), ("{}", "studio"),
        })
        {
            foreach (var target in Fetch.Targets)
                Assert.Equal(side, Fetch.SideOf(await sides.GetAsync(target, Token(payload))));
        }
    }

    [Fact]
    public async Task Where_the_name_can_not_be_asked_for_the_job_stays()
    {
        await using var sides = await TwoSides.StartAsync(
            Studio, builder => builder.Services.AddSingleton<IJobStoreFactory, DownFactory>(),
            ("Stores:down:Type", "Down"), ("Routes:FetchById:Canary:Store", "down"), ("Routes:FetchById:Canary:JobNames:0", "mint"));
        await sides.PutAsync("studio", Fetch.ById);
        Assert.Equal("studio", Fetch.SideOf(await sides.GetAsync(Fetch.Targets[0])));
    }

    [Theory]
    [InlineData("studio", "local")]
    [InlineData("local", "studio")]
    public async Task Named_jobs_go_there_by_the_name_that_the_local_store_has(string primary, string canary)
    {
        await using var sides = await TwoSides.StartAsync(
            [primary],
            [.. new[] { "FetchById", "FetchByCorrelationId" }.SelectMany(route => new (string, string?)[] { ($"Routes:{route}:Canary:Store", canary), ($"Routes:{route}:Canary:JobNames:0", "relay") })]);
        var (named, other) = (Job.Number(20) with { Name = "relay" }, Job.Number(21) with { Name = "Relay" });
        var (namedAgenda, unknown) = (Job.Number(22) with { Name = "relay", CorrelationId = "c" }, Job.Number(23) with { Name = "relay" });
        await PutAsync(sides, named, other, namedAgenda);
        await sides.PutAsync("studio", unknown);
        Assert.Equal(canary, Fetch.SideOf(await sides.GetAsync($"/api/v2/jobs/{named.Id}")));
        Assert.Equal(canary, Fetch.SideOf(await sides.GetAsync("/api/v2/jobs/correlationId/c")));
        Assert.Equal(primary, Fetch.SideOf(await sides.GetAsync($"/api/v2/jobs/{other.Id}")));
        Assert.Equal(primary == "studio" ? 200 : 404, (await sides.GetAsync($"/api/v2/jobs/{unknown.Id}")).Status);
    }

    [Fact]
    public async Task Jobs_made_later_go_there_to_the_second()
    {
        await using var sides = await TwoSides.StartAsync(Studio, ("Routes:FetchById:Canary:Store", "local"), ("Routes:FetchById:Canary:NewerThan", "2024-03-01T17:30:00+02:00"));
        var moment = DateTimeOffset.Parse("2024-03-01T15:30:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        var (before, at, after) = (Made(moment - 1), Made(moment), Made(moment + 1));
        await PutAsync(sides, before, at, after);
        Assert.Equal("studio", Fetch.SideOf(await sides.GetAsync($"/api/v2/jobs/{before.Id}")));
        Assert.Equal("studio", Fetch.SideOf(await sides.GetAsync($"/api/v2/jobs/{at.Id}")));
        Assert.Equal("local", Fetch.SideOf(await sides.GetAsync($"/api/v2/jobs/{after.Id}")));

        static Job Made(long second) => new($"{second:x8}0000000000000001");
    }

    [Fact]
    public async Task What_is_no_id_has_a_side_too()
    {
        await using var sides = await StartAsync(("Percent", "50"), ("NewerThan", null));
        foreach (var text in Enumerable.Range(0, 12).Select(i => $"no-id-{i}"))
            Assert.Equal(KeyShare.PercentOf(text) < 50 ? 400 : 404, (await sides.GetAsync($"/api/v2/jobs/{text}")).Status);
    }

    [Fact]
    public async Task What_the_canary_does_not_have_is_not_found_without_a_fallback_and_the_stores_own_with_one()
    {
        await using (var without = await TwoSides.StartAsync(Studio, ("Routes:*:Canary:Store", "local"), ("Routes:*:Canary:Percent", "100")))
        {
            await without.PutAsync("studio", Fetch.All);
            Assert.Equal(404, (await without.GetAsync(Fetch.Targets[0])).Status);
            Assert.Equal(0, without.Studio.Fetches);
        }

        await using var with = await TwoSides.StartAsync(
            Studio, ("Routes:*:Canary:Store", "local"), ("Routes:*:Canary:Percent", "100"), ("Routes:*:Fallback:Stores:0", "studio"), ("Routes:*:Fallback:Stores:1", "local"));
        await with.PutAsync("studio", Fetch.All);
        foreach (var target in Fetch.Targets)
            Assert.Equal("studio", Fetch.SideOf(await with.GetAsync(target)));
        Assert.Equal(404, (await with.GetAsync($"/api/v2/jobs/{Job.Number(99).Id}")).Status);
        Assert.Equal(4, with.Studio.Fetches);
    }

    private static async Task<TwoSides> StartAsync(params (string Key, string? Value)[] canary)
    {
        var sides = await TwoSides.StartAsync(Studio, [("Routes:*:Canary:Store", "local"), .. canary.Select(setting => ($"Routes:*:Canary:{setting.Key}", setting.Value))]);
        await PutAsync(sides, Fetch.All);
        return sides;
    }

    private static async Task PutAsync(TwoSides sides, params Job[] jobs)
    {
        await sides.PutAsync("local", jobs);
        await sides.PutAsync("studio", jobs);
    }

    private static (string, string) Token(string payload) => ("Authorization", $"Bearer {TestTokens.Sign(payload)}");
}
