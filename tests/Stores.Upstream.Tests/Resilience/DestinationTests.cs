using JobsGateway.Tests.Upstreams;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

public sealed class DestinationTests
{
    [Theory]
    [InlineData("PowerOfTwoChoices")]
    [InlineData("RoundRobin")]
    [InlineData("LeastRequests")]
    [InlineData("Random")]
    [InlineData("FirstAlphabetical")]
    public async Task While_one_destination_is_dead_clients_see_no_error(string policy)
    {
        await using var alive = ScriptedUpstream.Start();
        using var dead = Nowhere.Refusing();
        await using var setup = await Setup.StartAsync([dead.Address, alive.Address], new() { ["LoadBalancing"] = policy });
        for (var i = 0; i < 20; i++)
            Assert.All(await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => setup.StatusAsync(Shape.Fetch))), status => Assert.Equal(200, status));
        Assert.Equal(200, alive.Requests.Count);
    }

    [Theory]
    [InlineData(Shape.RetryPosted)]
    [InlineData(Shape.RetryPostedBatch)]
    [InlineData(Shape.RetryByGet)]
    [InlineData(Shape.External)]
    [InlineData(Shape.PassPost)]
    [InlineData(Shape.PassPostWithBody)]
    public async Task What_could_not_be_connected_goes_to_the_other_destination_once(Shape shape)
    {
        await using var alive = ScriptedUpstream.Start();
        using var dead = Nowhere.Refusing();
        await using var setup = await Setup.StartAsync([dead.Address, alive.Address], new() { ["LoadBalancing"] = "FirstAlphabetical", ["HealthChecks:Passive:Enabled"] = "false" });
        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal(200, await setup.StatusAsync(shape));
            Assert.Equal(i, alive.Requests.Count);
        }

        if (shape == Shape.PassPostWithBody)
            Assert.All(alive.Received, request => Assert.Equal("{\"a\":1}", request.Text));
    }

    [Fact]
    public async Task What_could_not_be_connected_in_time_goes_to_the_other_destination_once()
    {
        await using var alive = ScriptedUpstream.Start();
        using var dead = await Nowhere.HangingAsync();
        await using var setup = await Setup.StartAsync([dead.Address, alive.Address], new() { ["LoadBalancing"] = "FirstAlphabetical", ["Transport:ConnectTimeout"] = "00:00:00.200", ["HealthChecks:Passive:Enabled"] = "false" });
        foreach (var shape in new[] { Shape.RetryPostedBatch, Shape.PassPostWithBody, Shape.Fetch })
            Assert.Equal(200, await setup.StatusAsync(shape));
        Assert.Equal(3, alive.Requests.Count);
    }

    [Fact]
    public async Task A_destination_that_has_failed_is_left_out_and_taken_back_after_its_time()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var first = ScriptedUpstream.Start();
        await using var second = ScriptedUpstream.Start();
        await using var setup = await Setup.StartAsync([first.Address, second.Address], new() { ["LoadBalancing"] = "FirstAlphabetical" }, clock);
        first.Always(Reply.Nothing.Reset());
        Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
        Assert.Equal((1, 1), (first.Requests.Count, second.Requests.Count));
        await Clocks.UntilAsync(() => setup.Available == 1);
        for (var i = 0; i < 10; i++)
            Assert.Equal(200, await setup.StatusAsync(Shape.RetryPosted));
        Assert.Equal((1, 11), (first.Requests.Count, second.Requests.Count));

        first.Always(Reply.Ok("{}"));
        clock.Advance(TimeSpan.FromSeconds(10.1));
        await Clocks.UntilAsync(() => setup.Available == 2);
        Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
        Assert.Equal((2, 11), (first.Requests.Count, second.Requests.Count));
    }

    [Fact]
    public async Task Answers_of_whatever_status_leave_a_destination_in()
    {
        await using var first = ScriptedUpstream.Start();
        await using var second = ScriptedUpstream.Start();
        await using var setup = await Setup.StartAsync([first.Address, second.Address], new() { ["LoadBalancing"] = "FirstAlphabetical" });
        first.Always(Reply.Json(503, "{}"));
        for (var i = 0; i < 5; i++)
            Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
        Assert.Equal((5, 5), (first.Requests.Count, second.Requests.Count));
    }

    [Fact]
    public async Task Where_all_are_dead_the_answer_is_502()
    {
        using var one = Nowhere.Refusing();
        using var two = Nowhere.Refusing();
        await using var setup = await Setup.StartAsync([one.Address, two.Address]);
        foreach (var shape in Enum.GetValues<Shape>())
        {
            using var response = await setup.SendAsync(shape);
            await Setup.AssertErrorAsync(response, 502);
        }
    }

    [Fact]
    public async Task A_destination_whose_health_path_fails_is_left_out_until_it_works_again()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var sick = ScriptedUpstream.Start();
        await using var well = ScriptedUpstream.Start();
        sick.On(request => request.Path == "/health" ? Reply.Json(503, "{}") : Reply.Ok("{}"));
        await using var setup = await Setup.StartAsync([sick.Address, well.Address], new() { ["LoadBalancing"] = "FirstAlphabetical", ["HealthChecks:Active:Enabled"] = "true", ["HealthChecks:Active:Interval"] = "00:00:01" }, clock);
        await clock.AdvanceUntilAsync(TimeSpan.FromMilliseconds(200), Clocks.UntilAsync(() => setup.Available == 1));
        Assert.InRange(sick.Count("GET", "/health"), 2, 100);
        Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
        Assert.Equal(0, sick.Received.Count(request => request.Path != "/health"));

        sick.Always(Reply.Ok("{}"));
        await clock.AdvanceUntilAsync(TimeSpan.FromMilliseconds(200), Clocks.UntilAsync(() => setup.Available == 2));
        Assert.Equal(200, await setup.StatusAsync(Shape.Fetch));
        Assert.Equal(1, sick.Received.Count(request => request.Path != "/health"));
    }

    [Theory]
    [InlineData("PowerOfTwoChoices", true)]
    [InlineData("RoundRobin", true)]
    [InlineData("LeastRequests", true)]
    [InlineData("Random", true)]
    [InlineData("FirstAlphabetical", false)]
    public async Task Load_is_spread_as_the_policy_says(string policy, bool spreads)
    {
        await using var one = ScriptedUpstream.Start();
        await using var two = ScriptedUpstream.Start();
        using var gate = new Gate();
        foreach (var upstream in new[] { one, two })
            upstream.Always(Reply.Nothing.Wait(gate).ThenSend(Answer.Ok("{}")));
        await using var setup = await Setup.StartAsync([one.Address, two.Address], new() { ["LoadBalancing"] = policy });
        var all = new List<Task<int>>();
        for (var i = 1; i <= 40; i++)
        {
            all.Add(setup.StatusAsync(Shape.Fetch));
            await gate.Arrivals.ReachesAsync(i); // One after the other, so that the policies see those under way.
        }

        gate.Open();
        Assert.All(await Task.WhenAll(all), status => Assert.Equal(200, status));
        Assert.Equal(40, one.Requests.Count + two.Requests.Count);
        if (spreads && policy != "Random")
            Assert.Equal(20, one.Requests.Count);
        else
            Assert.InRange(one.Requests.Count, spreads ? 3 : 40, spreads ? 37 : 40); // At random: outside with a chance of 1 in 50 million.
    }
}
