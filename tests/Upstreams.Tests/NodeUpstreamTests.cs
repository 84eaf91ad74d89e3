using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace JobsGateway.Tests.Upstreams.Tests;

public sealed class NodeUpstreamTests
{
    private static readonly Dictionary<string, string> Tokens = JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "contract", "tokens.json")))!;

    // What the double leaves to the real server: mongoose's casts, Express's and Node's reading of unusual requests.
    private static readonly HashSet<string> Unlike =
    [
        "queue raw document: fields outside the schema, castable wrong types, nulls",
        "id fragment",
        "route double slash before jobs",
        "route double slash before id",
        "route Expect",
        "etag If-None-Match with If-Modified-Since",
    ];

    [SkippableFact]
    public async Task It_answers_as_recorded()
    {
        Skip.If(NodeUpstream.MissingReason is not null, NodeUpstream.MissingReason);
        await using var node = await NodeUpstream.StartAsync();
        var compared = 0;
        var different = new Dictionary<string, string>();
        foreach (var exchange in Recording.Load("transcripts.json").Where(IsClaimed))
        {
            compared++;
            var request = Encoding.UTF8.GetBytes($"{exchange.Method} {exchange.Path} HTTP/1.1\r\n{string.Concat(exchange.Headers.Where(h => h.Name != "Connection").Select(h => $"{h.Name}: {h.Value}\r\n"))}Connection: close\r\n\r\n");
            var answer = WithoutConnection(await Wire.ExchangeAsync(node.Address, request));
            var expected = WithoutConnection(Answer.Recorded(exchange).ToBytes());
            if (answer != expected)
                different.Add(exchange.Id, $"{expected}\n--- actual\n{answer}");
        }

        Assert.True(Unlike.SetEquals(different.Keys), string.Join("\n\n", different.Where(d => !Unlike.Contains(d.Key)).Take(2)) + "\nnow alike: " + string.Join(", ", Unlike.Except(different.Keys)));
        Assert.True(compared > 100, $"only {compared} compared");
    }

    [SkippableFact]
    public async Task A_retry_makes_one_new_job_and_is_counted()
    {
        Skip.If(NodeUpstream.MissingReason is not null, NodeUpstream.MissingReason);
        await using var node = await NodeUpstream.StartAsync();
        using var client = Client(node, "admin");
        var failed = Recording.Load("transcripts.json").First(e => e.Section == "retryOne" && e.Method == "POST" && e.Status == 200).Path;

        using var first = await client.PostAsync(new Uri(node.Address, failed), null);
        using var second = await client.PostAsync(new Uri(node.Address, failed), null);

        using var job = JsonDocument.Parse(await first.Content.ReadAsStringAsync());
        var id = job.RootElement.GetProperty("job").GetProperty("_id").GetString();
        Assert.Equal("pending", job.RootElement.GetProperty("job").GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.InternalServerError, second.StatusCode);
        Assert.Contains($"already retried with id {id}", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await node.CountAsync("POST /api/v2/jobs/retry/:jobId"));
        Assert.Contains($"\"{id}\"", await client.GetStringAsync(new Uri(node.Address, $"api/v2/jobs/{id}")), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task It_fails_on_demand()
    {
        Skip.If(NodeUpstream.MissingReason is not null, NodeUpstream.MissingReason);
        await using var node = await NodeUpstream.StartAsync();
        using var client = new HttpClient { BaseAddress = node.Address };
        await node.FailNextAsync(1, status: 503);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("health")).StatusCode);
        await node.FailNextAsync(1, reset: true);
        using var post = new HttpRequestMessage(HttpMethod.Post, "upload");
        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(post));
        using var own = new HttpRequestMessage(HttpMethod.Get, "health") { Headers = { { "X-Fail-Status", "502" } } };
        Assert.Equal(HttpStatusCode.BadGateway, (await client.SendAsync(own)).StatusCode);
        Assert.Equal(3, await node.CountAsync("GET /health"));
    }

    [SkippableFact]
    public async Task It_streams_both_ways_and_echoes_a_WebSocket()
    {
        Skip.If(NodeUpstream.MissingReason is not null, NodeUpstream.MissingReason);
        await using var node = await NodeUpstream.StartAsync();
        using var client = new HttpClient { BaseAddress = node.Address };
        var body = RandomNumberGenerator.GetBytes(1_000_000);
        using var content = new ByteArrayContent(body);
        using var upload = await client.PostAsync("upload", content);
        Assert.Equal($"{{\"bytes\":1000000,\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(body))}\"}}", await upload.Content.ReadAsStringAsync());
        Assert.Equal(1_000_001, (await client.GetByteArrayAsync("big?bytes=1000001")).Length);
        Assert.Equal("data: 1\n\ndata: 2\n\ndata: 3\n\ndata: 4\n\ndata: 5\n\n", await client.GetStringAsync("events"));
        await EchoTests.AssertEchoesAsync(new Uri($"ws://127.0.0.1:{node.Address.Port}/ws"));
    }

    [SkippableFact]
    public async Task It_ends_when_its_input_does_and_can_come_back_on_its_port()
    {
        Skip.If(NodeUpstream.MissingReason is not null, NodeUpstream.MissingReason);
        await using var node = await NodeUpstream.StartAsync();
        await node.EndInputAsync();
        await using var again = await NodeUpstream.StartAsync(node.Address.Port);
        using var client = new HttpClient { BaseAddress = node.Address };
        Assert.Equal("{\"response\":\"ok\"}", await client.GetStringAsync("health"));
    }

    // Reads before the recording's own retries, of what the server is said to know: no volatile rows, no malformed requests.
    private static bool IsClaimed(Exchange exchange) =>
        exchange.Section is "methods" or "ids" or "correlation" or "external" or "shapes" or "etags" or "routing"
        && exchange.Method is "GET" or "HEAD"
        && exchange.Version == "1.1" && exchange.Body.Length == 0 && exchange.VolatilePaths.Count == 0 && exchange.Status is 200 or 304 or 401 or 404
        && exchange.Path.StartsWith('/');

    private static string WithoutConnection(byte[] answer) =>
        string.Join("\r\n", Encoding.UTF8.GetString(answer).Split("\r\n").Where(line => line.Split(':')[0] is not ("Date" or "Connection" or "Keep-Alive")));

    private static HttpClient Client(NodeUpstream node, string token) =>
        new() { BaseAddress = node.Address, DefaultRequestHeaders = { Authorization = new("Bearer", Tokens[token]) } };
}
