using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using JobsGateway.Stores.Upstream.Tests.Fidelity;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.EndToEnd;

/// <summary>The built gateway in front of a real Node server, used as its clients use it.</summary>
public sealed partial class NodeTests
{
    private const string Jobs = "/api/v2/jobs";

    [SkippableFact]
    public async Task Jobs_are_fetched_by_id_by_correlation_id_and_by_external_id_as_from_the_server_itself()
    {
        await using var studio = await Studio.StartAsync();
        foreach (var target in new[] { "/65e1f3a07c1b2d0012a40002", "/65e1f3a07c1b2d0034b50003", "/correlationId/completed-1", "/correlationId/a%2Fb%20c%3Fd%3De%26f%23g%2Bh%2520i", "/external?externalId=ext-1&apiKey=x", "/nonsense", "/000000000000000000000000" })
        {
            var direct = await RawHttp.SendAsync(studio.Node.Address, "GET", Jobs + target, Token.User);
            var through = await studio.AskAsync("GET", Jobs + target, Token.User);
            Assert.Equal((direct.Status, WithoutTime(direct.Text)), (through.Status, WithoutTime(through.Text)));
            Assert.Empty(AnswerComparison.Headers(direct.Headers, through.Headers, ["Connection", "Keep-Alive", "Date", direct.Text == through.Text ? "" : "ETag"]));
        }
    }

    [SkippableFact]
    public async Task A_wallet_that_polls_a_job_sees_it_done()
    {
        await using var studio = await Studio.StartAsync();
        // It is done after some polls; meanwhile the server is restarting behind its proxy.
        await studio.Node.FailNextAsync(2, status: 503);
        RawResponse response;
        var polls = 0;
        do
            response = await studio.AskAsync("GET", $"{Jobs}/65e1f3a07c1b2d0012a40002", Token.User);
        while (++polls < 30 && (response.Status != 200 || !IsDone(response)));
        Assert.True(IsDone(response));
        var unchanged = await studio.AskAsync("GET", $"{Jobs}/65e1f3a07c1b2d0034b50003", Token.User, ("If-None-Match", (await studio.AskAsync("GET", $"{Jobs}/65e1f3a07c1b2d0034b50003", Token.User)).Header("ETag")!));
        Assert.Equal((304, ""), (unchanged.Status, unchanged.Text));
    }

    [SkippableFact]
    public async Task A_retry_makes_one_job_however_it_is_asked_for()
    {
        await using var studio = await Studio.StartAsync();
        var posted = await studio.AskAsync("POST", $"{Jobs}/retry/65e1f3a07c1b2d0034b50020", Token.Admin);
        Assert.Equal(200, posted.Status);
        Assert.StartsWith("{\"job\":{\"name\":", posted.Text, StringComparison.Ordinal);

        var got = await studio.AskAsync("GET", $"{Jobs}/retry/65e1f3a07c1b2d0034b50023", Token.Admin);
        Assert.Equal((200, "no-store"), (got.Status, got.Header("Cache-Control")));
        Assert.Equal("pending", Data(got).GetProperty("status").GetString());
        Assert.Equal(200, (await studio.AskAsync("GET", $"{Jobs}/{Data(got).GetProperty("_id").GetString()}", Token.User)).Status);

        var again = await studio.AskAsync("GET", $"{Jobs}/retry/65e1f3a07c1b2d0034b50023", Token.Admin);
        Assert.Equal(500, again.Status);
        Assert.Contains("already retried", again.Text, StringComparison.Ordinal);
        Assert.Equal(3, await studio.Node.CountAsync($"POST {Jobs}/retry/:jobId"));
    }

    [SkippableFact]
    public async Task Retries_of_many_jobs_are_made_by_post_and_by_get()
    {
        await using var studio = await Studio.StartAsync();
        var body = Encoding.ASCII.GetBytes("[\"65e1f3a07c1b2d0034b50026\",\"65e1f3a07c1b2d0034b50029\"]");
        var posted = await studio.PostAsync($"{Jobs}/retry", body, Token.Admin, ("Content-Type", "application/json"));
        Assert.Equal(2, JsonDocument.Parse(posted.Text).RootElement.GetProperty("size").GetInt32());
        var got = await studio.AskAsync("GET", $"{Jobs}/retry?ids=65e1f3a07c1b2d0034b5002c&ids=65e1f3a07c1b2d0034b5002f,65e1f3a07c1b2d0034b5002c", Token.Admin);
        Assert.Equal(2, JsonDocument.Parse(got.Text).RootElement.GetProperty("size").GetInt32());
        Assert.Equal(2, await studio.Node.CountAsync($"POST {Jobs}/retry"));
    }

    [SkippableFact]
    public async Task Who_may_not_is_told_so_as_the_server_tells_it_and_the_server_is_not_asked()
    {
        await using var studio = await Studio.StartAsync();
        foreach (var (method, target, headers) in new[]
        {
            ("GET", $"{Jobs}/65e1f3a07c1b2d0012a40002", Array.Empty<(string, string)>()),
            ("GET", $"{Jobs}/65e1f3a07c1b2d0012a40002", [Token.Bearer("expired")]),
            ("POST", $"{Jobs}/retry/65e1f3a07c1b2d0034b50020", [Token.User]),
        })
        {
            var through = await studio.AskAsync(method, target, headers);
            Assert.Equal(0, (await studio.Node.CountsAsync()).Where(c => c.Key.Contains(Jobs, StringComparison.Ordinal)).Sum(c => c.Value));
            Assert.Contains(through.Status, new[] { 401, 403 });
        }
    }

    [SkippableFact]
    public async Task An_upload_arrives_byte_for_byte()
    {
        await using var studio = await Studio.StartAsync();
        var image = new byte[3_000_000];
        new Random(1).NextBytes(image);
        var response = await studio.PostAsync("/upload", image, ("Content-Type", "image/png"));
        var json = JsonDocument.Parse(response.Text).RootElement;
        Assert.Equal((image.Length, Convert.ToHexStringLower(SHA256.HashData(image))), (json.GetProperty("bytes").GetInt32(), json.GetProperty("sha256").GetString()));
    }

    [SkippableFact]
    public async Task A_download_comes_whole_and_events_one_by_one()
    {
        await using var studio = await Studio.StartAsync();
        Assert.Equal(5_000_000, (await studio.AskAsync("GET", "/big?bytes=5000000")).Body.Length);
        await using var client = await RawConnection.OpenAsync(studio.Gateway.Address);
        await client.SendAsync("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.Equal("text/event-stream", (await client.ReadHeadAsync()).Header("Content-Type"));
        for (var i = 1; i <= 5; i++)
            Assert.Equal($"data: {i.ToString(CultureInfo.InvariantCulture)}\n\n", Encoding.ASCII.GetString(await client.ReadChunkAsync()));
        Assert.Empty(await client.ReadChunkAsync());
    }

    [SkippableFact]
    public async Task A_web_socket_echoes()
    {
        await using var studio = await Studio.StartAsync();
        await WebSocketTests.EchoAsync(new UriBuilder(studio.Gateway.Address) { Scheme = "ws", Path = "/ws" }.Uri);
    }

    [SkippableFact]
    public async Task While_the_server_is_down_clients_are_told_so_and_once_it_is_back_all_works_again()
    {
        await using var studio = await Studio.StartAsync("""{ "TotalTimeout": "00:00:02", "AttemptTimeout": "00:00:01", "CircuitBreaker": { "BreakDuration": "00:00:00.5" } }""");
        string[] targets = [$"{Jobs}/65e1f3a07c1b2d0012a40002", "/health"];
        foreach (var target in targets)
            Assert.Equal(200, (await studio.AskAsync("GET", target, Token.User)).Status);

        await studio.StopNodeAsync();
        foreach (var target in targets)
        {
            var down = await studio.AskAsync("GET", target, Token.User);
            Assert.Contains(down.Status, new[] { 502, 503 });
            Assert.StartsWith("{\"error\":\"", down.Text, StringComparison.Ordinal);
            Assert.Equal("application/json; charset=utf-8", down.Header("Content-Type"));
        }

        await studio.RestartNodeAsync();
        foreach (var target in targets)
            Assert.Equal(200, await AskUntilItWorksAsync(studio, target));
    }

    // The circuit may be open for its while: clients ask again, as they do.
    private static async Task<int> AskUntilItWorksAsync(Studio studio, string target)
    {
        var since = Stopwatch.StartNew();
        int status;
        do
            status = (await studio.AskAsync("GET", target, Token.User)).Status;
        while (status != 200 && since.Elapsed < Bounded.Limit);
        return status;
    }

    private static bool IsDone(RawResponse response) => response.Status == 200 && Data(response).TryGetProperty("lastFinishedAt", out var at) && at.ValueKind == JsonValueKind.String;

    private static JsonElement Data(RawResponse response) => JsonDocument.Parse(response.Text).RootElement.GetProperty("data");

    // The server shows the time of the request where nothing is planned.
    private static string WithoutTime(string text) => NextRun().Replace(text, "");

    [GeneratedRegex("\"nextRunAt\":\"[^\"]*\"")]
    private static partial Regex NextRun();
}
