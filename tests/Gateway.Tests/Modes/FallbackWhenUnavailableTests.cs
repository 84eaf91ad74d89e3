using System.Globalization;
using JobsGateway.Gateway.Tests.Modes.Support;
using JobsGateway.Stores.Abstractions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>A store that can't be asked is no store that has no job.</summary>
public sealed class FallbackWhenUnavailableTests
{
    private static readonly (string, string?) OnUnavailable = ("Routes:*:Fallback:OnUnavailable", "true");
    private static readonly string[] StudioFirst = ["studio", "local"];

    private static readonly (string, string?)[] Down = [("Stores:down:Type", "Down"), ("Stores:down:Resilience:Retry:MaxAttempts", "1"), ("Stores:down:Resilience:CircuitBreaker:Enabled", "false")];

    public static TheoryData<string, int> Failures => new() { { "502", 502 }, { "503", 503 }, { "504", 504 }, { "reset", 502 }, { "half", 502 }, { "nonsense", 502 }, { "refused", 502 } };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Without_the_option_the_client_gets_the_failure(string failure, int status)
    {
        await using var sides = await TwoSides.StartAsync(StudioFirst);
        await sides.PutAsync("local", Fetch.All);
        await BreakAsync(sides, failure);
        foreach (var target in Fetch.Targets)
            Assert.Equal(status, (await sides.GetAsync(target)).Status);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task With_it_the_next_store_answers(string failure, int status)
    {
        Assert.InRange(status, 502, 504);
        await using var sides = await TwoSides.StartAsync(StudioFirst, OnUnavailable);
        await sides.PutAsync("local", Fetch.All);
        await BreakAsync(sides, failure);
        foreach (var target in Fetch.Targets)
        {
            Assert.Equal("local", Fetch.SideOf(await sides.GetAsync(target)));
            if (failure != "half") // An answer to HEAD has no second half.
                Assert.Equal(200, (await sides.SendAsync("HEAD", target)).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_the_next_does_not_have_either_is_unavailable_and_not_missing(string failure, int status)
    {
        Assert.InRange(status, 502, 504);
        await using var sides = await TwoSides.StartAsync(StudioFirst, OnUnavailable);
        await BreakAsync(sides, failure);
        foreach (var target in Fetch.Targets)
        {
            var answer = await sides.GetAsync(target);
            Assert.Equal((503, """{"error":"The job store is not available. Try again in a moment."}""", "1"), (answer.Status, answer.Text, answer.Header("Retry-After")));
            if (failure != "half") // An answer to HEAD has no second half.
                Assert.Equal(503, (await sides.SendAsync("HEAD", target)).Status);
        }
    }

    [Fact]
    public async Task A_local_store_that_is_unavailable_is_treated_alike()
    {
        await using (var without = await TwoSides.StartAsync(["down", "studio"], Register, Down))
        {
            await without.PutAsync("studio", Fetch.All);
            Assert.All(await AllAsync(without), answer => Assert.Equal(503, answer.Status));
            Assert.Equal(0, without.Studio.Fetches);
        }

        await using var with = await TwoSides.StartAsync(["down", "studio"], Register, [OnUnavailable, .. Down]);
        Assert.All(await AllAsync(with), answer => Assert.Equal(503, answer.Status));
        await with.PutAsync("studio", Fetch.All);
        Assert.All(await AllAsync(with), answer => Assert.Equal("studio", Fetch.SideOf(answer)));
    }

    [Fact]
    public async Task One_that_is_unavailable_after_one_that_has_no_job_is_the_answer()
    {
        await using var sides = await TwoSides.StartAsync(["studio", "down"], Register, Down);
        Assert.All(await AllAsync(sides), answer => Assert.Equal(503, answer.Status));
    }

    [Fact]
    public async Task Of_three_one_that_is_unavailable_makes_not_found_unsure_wherever_it_stands()
    {
        foreach (var order in new string[][] { ["down", "studio", "local"], ["studio", "down", "local"], ["studio", "local", "down"] })
        {
            await using var sides = await TwoSides.StartAsync(order, Register, [OnUnavailable, .. Down]);
            Assert.All(await AllAsync(sides), answer => Assert.Equal(503, answer.Status));
            await sides.PutAsync("local", Fetch.All);
            Assert.All(await AllAsync(sides), answer => Assert.Equal("local", Fetch.SideOf(answer)));
        }
    }

    private static void Register(WebApplicationBuilder builder) => builder.Services.AddSingleton<IJobStoreFactory, DownFactory>();

    private static Task<RawResponse[]> AllAsync(TwoSides sides) => Task.WhenAll(Fetch.Targets.Select(target => sides.GetAsync(target)));

    private static async Task BreakAsync(TwoSides sides, string failure)
    {
        if (failure == "refused")
        {
            await sides.Server.StopAsync();
            return;
        }

        sides.Studio.Instead(_ => true, failure switch
        {
            "reset" => Reply.Nothing.Reset(),
            "half" => Reply.SendUpTo(Answer.Json(404, Studio.NotFoundBody), Stage.HalfBody).Close(),
            "nonsense" => Reply.Send("SSH-2.0-OpenSSH_9.6\r\n").Close(),
            _ => Reply.Json(int.Parse(failure, CultureInfo.InvariantCulture), Studio.NotFoundBody),
        });
    }
}
