using System.Text.Json.Nodes;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;
using JobsGateway.Gateway.Tests.Modes.Support;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>The modes in front of what Studio really says: its recorded answers, and a Node process with its rules.</summary>
public sealed class WithStudioTests
{
    private const string Failed = "65e1f3a07c1b2d0034b50020", Succeeded = "65e1f3a07c1b2d0034b50003", Agenda = "65e1f3a07c1b2d0012a40003";

    [Fact]
    public async Task Every_recorded_not_found_moves_on_and_no_other_recorded_answer_to_a_fetch_does()
    {
        using var studio = RecordedUpstream.Start();
        await using var gateway = await StartAsync(studio.Address, ["studio", "local"]);
        var moved = 0;
        foreach (var exchange in Recording.Load("transcripts.json").Where(IsFetch))
        {
            studio.Play(exchange);
            var answer = await RawHttp.SendAsync(gateway.Address, exchange.Method, exchange.Path, exchange.Headers, exchange.Body, exchange.Version);
            if (studio.Received.Count == 0)
                continue; // The gateway has refused it itself.
            // The local store is empty, and tells an answer of its own by having no X-Powered-By.
            var isNotFound = exchange.ResponseBody == Studio.NotFoundBody || exchange.ResponseBody.Contains("has no match job", StringComparison.Ordinal);
            Assert.True(isNotFound == (answer.Header("X-Powered-By") is null) || exchange.Method == "HEAD", exchange.ToString());
            Assert.True(exchange.Status == answer.Status, exchange.ToString());
            moved += isNotFound ? 1 : 0;
        }

        Assert.InRange(moved, 5, int.MaxValue);
    }

    [SkippableFact]
    public async Task A_real_server_retries_its_own_jobs_and_the_local_store_its_own()
    {
        Skip.If(NodeUpstream.MissingReason is not null, NodeUpstream.MissingReason);
        await using var studio = await NodeUpstream.StartAsync();
        await using var gateway = await StartAsync(studio.Address, ["local", "studio"]);
        Assert.Equal(200, (await gateway.SendAsync("GET", $"/api/v2/jobs/{Agenda}", Tokens.User)).Status);
        Assert.Equal(200, (await gateway.SendAsync("HEAD", "/api/v2/jobs/external?externalId=ext-1", Tokens.User)).Status);
        var made = await gateway.SendAsync("GET", $"/api/v2/jobs/retry/{Failed}", Tokens.Admin);
        Assert.Equal(200, made.Status);
        var id = (string)JsonNode.Parse(made.Text)!["data"]!["_id"]!;
        Assert.Equal(200, (await gateway.SendAsync("GET", $"/api/v2/jobs/{id}", Tokens.User)).Status);

        await gateway.ImportAsync(RecordedJobs.AgendaJobs, RecordedJobs.QueueJobs);
        var local = await gateway.SendAsync("GET", $"/api/v2/jobs/retry?ids={Failed},{Succeeded},{id}", Tokens.Admin);
        var answer = JsonNode.Parse(local.Text)!;
        Assert.Equal((200, 1), (local.Status, (int)answer["size"]!));
        Assert.Equal(
            [$"Cannot retry job {Succeeded} with status succeeded", $"Cannot retry job {id} with status pending"],
            answer["skipped"]!.AsArray().Select(skipped => (string)skipped!["reason"]!));
        Assert.Equal(2, await studio.CountAsync("POST /api/v2/jobs/retry/:jobId"));
        Assert.Equal(0, await studio.CountAsync("POST /api/v2/jobs/retry"));
    }

    private static bool IsFetch(Exchange exchange) =>
        (exchange.Method is "GET" or "HEAD") && exchange.Path.StartsWith("/api/v2/jobs/", StringComparison.Ordinal) && !exchange.Path.Contains("retry", StringComparison.OrdinalIgnoreCase)
        && RecordedUpstream.CanPlay(exchange) && exchange.Status is 200 or 304 or 400 or 404 or 500;

    private static Task<TestGateway> StartAsync(Uri studio, string[] order)
    {
        var settings = TwoSides.Upstream("studio", studio);
        foreach (var operation in Enum.GetNames<Operation>())
        {
            settings[$"Routes:{operation}:Store"] = order[0];
            settings[$"Routes:{operation}:Fallback:Stores:0"] = order[1];
        }

        return TestGateway.StartAsync(settings);
    }
}
