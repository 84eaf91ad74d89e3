using System.IO.Compression;
using System.Text;
using JobsGateway.Gateway.Tests.Modes.Support;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>A fetch goes on to the next store where the one before is sure not to have the job, and only there.</summary>
public sealed class FallbackTests
{
    private static readonly string[] LocalFirst = ["local", "studio"], StudioFirst = ["studio", "local"];

    public static TheoryData<string, string> Directions => new() { { "local", "studio" }, { "studio", "local" } };

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task A_job_that_the_first_store_does_not_have_is_the_next_ones(string first, string next)
    {
        await using var sides = await TwoSides.StartAsync([first, next]);
        await sides.PutAsync(next, Fetch.All);
        foreach (var target in Fetch.Targets)
        {
            var answer = await sides.GetAsync(target);
            Assert.Equal((200, next), (answer.Status, Fetch.SideOf(answer)));
            Assert.Equal(next, Fetch.SideOf(await sides.GetAsync(target, ("If-None-Match", "\"another\""), ("Accept-Encoding", "gzip, br"))));
            Assert.Equal((304, ""), Whole(await sides.GetAsync(target, ("If-None-Match", "*"))));
            var head = await sides.SendAsync("HEAD", target);
            Assert.Equal((200, answer.Header("Content-Length")), (head.Status, head.Header("Content-Length")));
        }

        Assert.Equal(12, sides.Studio.Fetches);
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task A_job_that_the_first_store_has_is_asked_of_nobody_else(string first, string next)
    {
        await using var sides = await TwoSides.StartAsync([first, next]);
        await sides.PutAsync("local", Fetch.All);
        await sides.PutAsync("studio", Fetch.All);
        foreach (var target in Fetch.Targets)
        {
            Assert.Equal(first, Fetch.SideOf(await sides.GetAsync(target)));
            Assert.Equal(200, (await sides.SendAsync("HEAD", target)).Status);
            Assert.Equal(304, (await sides.GetAsync(target, ("If-None-Match", "*"))).Status);
        }

        Assert.Equal(first == "studio" ? 9 : 0, sides.Studio.Fetches);
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task A_job_that_is_nowhere_is_not_found(string first, string next)
    {
        await using var sides = await TwoSides.StartAsync([first, next]);
        Assert.Equal((404, Studio.NotFoundBody), Whole(await sides.GetAsync(Fetch.Targets[0])));
        Assert.Equal((404, Studio.NotFoundBody), Whole(await sides.GetAsync(Fetch.Targets[1])));
        Assert.Equal((400, $$"""{"error":"externalId: {{Fetch.Key}} has no match job"}"""), Whole(await sides.GetAsync(Fetch.Targets[2])));
        int[] heads = [.. (await Task.WhenAll(Fetch.Targets.Select(target => sides.SendAsync("HEAD", target)))).Select(answer => answer.Status)];
        Assert.Equal([404, 404, 400], heads);
        Assert.Equal(6, sides.Studio.Fetches);
    }

    [Fact]
    public async Task An_external_id_of_any_text_is_looked_for_in_the_next_store()
    {
        await using var sides = await TwoSides.StartAsync(StudioFirst);
        const string Id = "\"q\" \\ / <ü> & 💎";
        await sides.PutAsync("local", Fetch.ByExternalId with { ExternalId = "\\\"q\\\" \\\\ / <ü> & 💎" });
        sides.Studio.Instead(_ => true, Reply.Json(400, """{"error":"externalId: \"q\" \\ / <ü> & 💎 has no match job"}"""));
        Assert.Equal("local", Fetch.SideOf(await sides.GetAsync($"/api/v2/jobs/external?externalId={Uri.EscapeDataString(Id)}")));
    }

    [Theory]
    [InlineData(404, "text/html", "<h1>404 Not Found</h1>")]
    [InlineData(404, "text/html", """{"error":"Job not found"} """)]
    [InlineData(404, "application/json; charset=utf-8", """{"error":"Not found"}""")]
    [InlineData(404, "application/json; charset=utf-8", """{"errors":{"message":"route /api/v2/jobs/x Not Found route","error":{"status":404}}}""")]
    [InlineData(404, "text/plain", "")]
    [InlineData(410, "application/json; charset=utf-8", """{"error":"Job not found"}""")]
    [InlineData(400, "application/json; charset=utf-8", """{"error":"externalId: another has no match job"}""")]
    [InlineData(401, "application/json; charset=utf-8", """{"errors":{"message":"jwt expired","error":{}}}""")]
    [InlineData(429, "text/plain", "slow down")]
    [InlineData(500, "application/json; charset=utf-8", """{"errors":{"message":"boom","error":{}}}""")]
    public async Task What_is_no_definite_not_found_of_the_jobs_api_is_the_answer(int status, string type, string body)
    {
        await using var sides = await TwoSides.StartAsync(StudioFirst);
        await sides.PutAsync("local", Fetch.All);
        var answer = Answer.Bytes(status, type, Encoding.UTF8.GetBytes(body));
        foreach (var target in Fetch.Targets)
        {
            sides.Studio.Instead(_ => true, Reply.Send(answer));
            Assert.Equal((status, body), Whole(await sides.GetAsync(target)));
            sides.Studio.Instead(_ => true, Reply.Send(answer.WithoutBody()));
            Assert.Equal(status, (await sides.SendAsync("HEAD", target)).Status);
        }
    }

    [Fact]
    public async Task A_404_of_the_length_of_a_not_found_is_still_no_answer_to_head_unless_it_is_json()
    {
        await using var sides = await TwoSides.StartAsync(StudioFirst);
        await sides.PutAsync("local", Fetch.All);
        sides.Studio.Instead(_ => true, Reply.Send(Answer.Bytes(404, "text/html", new byte[Studio.NotFoundBody.Length]).WithoutBody()));
        Assert.Equal(404, (await sides.SendAsync("HEAD", Fetch.Targets[0])).Status);
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task What_is_no_id_is_answered_by_the_first_store(string first, string next)
    {
        await using var sides = await TwoSides.StartAsync([first, next]);
        sides.Studio.Instead(_ => true, Reply.Json(500, """{"errors":{"message":"no id","error":{}}}"""));
        Assert.Equal(first == "studio" ? 500 : 400, (await sides.GetAsync("/api/v2/jobs/nonsense")).Status);
        Assert.Equal(first == "studio" ? 1 : 0, sides.Studio.Fetches);
    }

    [Fact]
    public async Task Three_stores_are_asked_in_their_order()
    {
        await using var third = ScriptedUpstream.Start();
        var far = new Studio(third);
        var settings = TwoSides.Upstream("third", third.Address).Select(setting => (setting.Key, setting.Value));
        await using var sides = await TwoSides.StartAsync(["studio", "local", "third"], [.. settings]);
        far.Put(Job.Number(1));
        far.Put(Job.Number(2));
        await sides.PutAsync("local", Job.Number(2), Job.Number(3));
        await sides.PutAsync("studio", Job.Number(3));
        Assert.Equal("studio", Fetch.SideOf(await sides.GetAsync($"/api/v2/jobs/{Job.Number(1).Id}")));
        Assert.Equal((1, 1), (sides.Studio.Fetches, far.Fetches));
        Assert.Equal("local", Fetch.SideOf(await sides.GetAsync($"/api/v2/jobs/{Job.Number(2).Id}")));
        Assert.Equal("studio", Fetch.SideOf(await sides.GetAsync($"/api/v2/jobs/{Job.Number(3).Id}")));
        Assert.Equal((3, 1), (sides.Studio.Fetches, far.Fetches));
        Assert.Equal(404, (await sides.GetAsync($"/api/v2/jobs/{Job.Number(4).Id}")).Status);
        Assert.Equal((4, 2), (sides.Studio.Fetches, far.Fetches));
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task An_answer_longer_than_the_buffer_comes_whole(string first, string next)
    {
        await using var sides = await TwoSides.StartAsync([first, next], ("Stores:studio:AnswerBuffer", "1024"));
        var job = Job.Number(1) with { Length = 300_000 };
        await sides.PutAsync("studio", job);
        Assert.Equal((200, $$$"""{"data":{{{job.Shown}}}}"""), Whole(await sides.GetAsync(Fetch.Targets[0])));
        sides.Studio.Instead(_ => true, Reply.Json(404, $$"""{"error":"{{new string('x', 2000)}}"}"""));
        Assert.Equal(first == "studio" ? 404 : 200, (await sides.GetAsync($"/api/v2/jobs/{(first == "studio" ? Fetch.Key : await LocalAsync(sides))}")).Status);
    }

    [Fact]
    public async Task A_server_that_compresses_where_it_may_is_understood()
    {
        await using var sides = await TwoSides.StartAsync(StudioFirst);
        await sides.PutAsync("local", Fetch.ById);
        sides.Studio.Instead(request => request.Header("Accept-Encoding") is not null, Reply.Send(Answer.Bytes(404, "application/json", Compress(Studio.NotFoundBody)).With("Content-Encoding", "gzip")));
        Assert.Equal("local", Fetch.SideOf(await sides.GetAsync(Fetch.Targets[0], ("Accept-Encoding", "gzip"))));
    }

    [Fact]
    public async Task The_next_store_is_not_asked_for_a_client_that_has_left()
    {
        await using var third = ScriptedUpstream.Start();
        var far = new Studio(third);
        await using var sides = await TwoSides.StartAsync(["studio", "third"], [("Routes:*:Fallback:OnUnavailable", "true"), .. TwoSides.Upstream("third", third.Address).Select(setting => (setting.Key, setting.Value))]);
        sides.Studio.Instead(request => request.Path.EndsWith("ff", StringComparison.Ordinal), Reply.Never);
        await using (var client = await RawConnection.OpenAsync(sides.Gateway.Address))
        {
            await client.SendAsync(RawHttp.Bytes("GET", "/api/v2/jobs/65e1f3a07c1b2d00990000ff", [("Host", "x"), Contract.Tokens.User], []));
            await sides.Server.Requests.ReachesAsync(1);
        }

        await sides.Server.ClosedByClient.ReachesAsync(1);
        Assert.Equal(404, (await sides.GetAsync(Fetch.Targets[0])).Status);
        Assert.Equal(Fetch.Targets[0], Assert.Single(third.Received).Path);
        Assert.Equal(1, far.Fetches);
    }

    private static async Task<string> LocalAsync(TwoSides sides)
    {
        await sides.PutAsync("local", Job.Number(9));
        return Job.Number(9).Id;
    }

    private static byte[] Compress(string text)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    private static (int, string) Whole(RawResponse answer) => (answer.Status, answer.Text);
}
