using JobsGateway.WebConsole.Jobs;
using JobsGateway.WebConsole.Session;
using JobsGateway.WebConsole.Views;
using Microsoft.AspNetCore.Components;

namespace JobsGateway.WebConsole.Tests;

/// <summary>What the console asks of the gateway, and makes of its answers, without a browser.</summary>
public sealed class DeskTests : IGatewayClient, IGatewayView, ITokenCheck
{
    private const string Id = "65e1f3a0b0b0b0b0b0b00003";

    private readonly List<string> _sent = [];
    private Func<GatewayCall, GatewayAnswer> _answer = call => Ok(call.Target.Contains("dryRun", StringComparison.Ordinal) ? $$"""{"data":[{"_id":"{{Id}}","name":"mint","status":"failed"}],"size":1}""" : """{"job":{"_id":"new"}}""");
    private string _byId = "local", _byQuery = "local";

    [Fact]
    public async Task A_plan_by_query_is_carried_out_as_a_query_also_for_one_job()
    {
        _byId = "studio";
        var desk = await SignInAsync();
        var plan = await desk.PlanAsync(new RetryForm { Ids = Id });
        _sent.Clear();

        await desk.RetryAsync(plan);

        Assert.Equal([$$"""POST /api/v2/jobs/retry {"ids":["{{Id}}"]}"""], _sent);
    }

    [Fact]
    public async Task A_dry_run_by_query_says_nothing_of_a_retry_that_another_store_answers()
    {
        _byQuery = "other";
        var plan = await (await SignInAsync()).PlanAsync(Id);

        Assert.False(plan.IsTried);
        Assert.Equal([$"GET /api/v2/jobs/{Id} "], _sent);
    }

    [Fact]
    public async Task A_plan_whose_route_has_changed_since_is_not_carried_out()
    {
        var desk = await SignInAsync();
        var plan = await desk.PlanAsync(Id);
        _sent.Clear();
        _byId = "other";

        var result = await desk.RetryAsync(plan);

        Assert.Contains("Nothing was retried: retries are answered by other now", result.Problem, StringComparison.Ordinal);
        Assert.Empty(_sent);
    }

    [Theory]
    [InlineData(" Retry")]
    [InlineData("external")]
    [InlineData("correlationId")]
    public async Task What_is_another_operation_is_not_looked_up_as_an_id(string text)
    {
        Assert.NotNull((await (await SignInAsync()).FindAsync(JobKey.Id, text)).Problem);
        Assert.Empty(_sent);
    }

    [Theory]
    [InlineData("{\"job\":", false)]
    [InlineData("{}", true)]
    public async Task An_answer_that_can_not_be_shown_does_not_say_that_nothing_was_retried(string body, bool isCut)
    {
        var desk = await SignInAsync();
        var plan = await desk.PlanAsync(Id);
        _answer = _ => new GatewayAnswer(200, body, isCut, "local");

        Assert.Contains("may have been retried", (await desk.RetryAsync(plan)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_in_capitals_is_the_same_id()
    {
        var plan = await (await SignInAsync()).PlanAsync(new RetryForm { Ids = $"{Id.ToUpperInvariant()} {Id}" });

        Assert.Equal([Id], plan.Jobs.Select(job => job.Id));
        Assert.Empty(plan.Skipped);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_a_job_is_shown_as_it_is_written()
    {
        _answer = _ => Ok("""{"data":{"_id":"1","name":"mint","failReason":"bad \ud83d"},"skipped":[{"id":7}],"remaining":"?"}""");
        var found = await (await SignInAsync()).FindAsync(JobKey.Id, Id);

        Assert.Equal("""bad \ud83d""", found.Job!.FailReason);
        Assert.Contains("""bad \ud83d""", JsonText.Indented(found.Job.Json, new() { WriteIndented = true }), StringComparison.OrdinalIgnoreCase);
        Assert.Equal([""], GatewayJson.Skipped(_answer(new("", ""))).Select(job => job.Id));
        Assert.Equal(0, GatewayJson.Remaining(_answer(new("", ""))));
    }

    Task<GatewayAnswer> IGatewayClient.SendAsync(GatewayCall request, Caller caller, CancellationToken cancellationToken)
    {
        _sent.Add($"{request.Method} {request.Target} {request.Json}");
        return Task.FromResult(_answer(request));
    }

    GatewayState IGatewayView.Read() => new(
        "", "", default, [new("RetryById", _byId, false, _byId, []), new("RetryByQuery", _byQuery, false, _byQuery, [])], null, [], new(default, true, []));

    IReadOnlyList<SettingMessage> IGatewayView.Warnings() => [];

    Task<TokenVerdict> ITokenCheck.CheckAsync(string token) => Task.FromResult(new TokenVerdict(null));

    private static GatewayAnswer Ok(string body) => new(200, body, false, "local");

    private async Task<JobDesk> SignInAsync()
    {
        var session = new ConsoleSession(this);
        Assert.True(await session.SignInAsync("token"));
        return new JobDesk(this, this, session, new AtConsole());
    }

    private sealed class AtConsole : NavigationManager
    {
        public AtConsole() => Initialize("http://localhost/console/", "http://localhost/console/");
    }
}
