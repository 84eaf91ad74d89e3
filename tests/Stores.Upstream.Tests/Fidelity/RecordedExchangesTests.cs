using JobsGateway.Tests.Upstreams;
using Xunit.Abstractions;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>Every recorded exchange with the deployed server, with the gateway between: the client sees what the server sent, the server sees what the client sent.</summary>
public sealed class RecordedExchangesTests(ITestOutputHelper output)
{
    private static readonly (string Name, string Value) NoStore = ("Cache-Control", "no-store");

    // Counted, so that no row moves from one kind to another unnoticed.
    private static readonly SortedDictionary<AnsweredBy, int> Rows = new()
    {
        [AnsweredBy.Server] = 380,
        [AnsweredBy.TokenRefused] = 78,
        [AnsweredBy.TokenRefusedHereOnly] = 13,
        [AnsweredBy.BodyRefused] = 14,
        [AnsweredBy.PublishedRetry] = 4,
        [AnsweredBy.MethodRefused] = 1,
        [AnsweredBy.DisguiseRefused] = 9,
        [AnsweredBy.Kestrel] = 7,
    };

    private static readonly string[] RefusedByKestrel =
        ["id raw utf-8 bytes", "id with NUL", "correlationId NUL", "route no leading slash", "route asterisk", "route no Host", "route huge path"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_recorded_exchange_comes_through_unchanged_but_for_those_that_the_gateway_answers(bool isWireMock)
    {
        var counts = await ReplayAsync("transcripts.json", isWireMock, []);
        Assert.Equal(Rows, counts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task To_a_server_that_knows_the_published_retries_these_come_through_too(bool isWireMock)
    {
        var counts = await ReplayAsync("transcripts.json", isWireMock, new() { ["Stores:studio:RetryVerb"] = "AsReceived" });
        Assert.Equal(Rows, counts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_cors_at_the_server_every_recorded_exchange_comes_through_unchanged(bool isWireMock)
    {
        var counts = await ReplayAsync("transcripts-cors.json", isWireMock, []);
        Assert.Equal(new() { [AnsweredBy.Server] = 3, [AnsweredBy.TokenRefused] = 1 }, counts);
    }

    [Fact]
    public void What_kestrel_refuses_of_the_recordings_is_known() =>
        Assert.Equal(RefusedByKestrel.Order(StringComparer.Ordinal), Recording.Load("transcripts.json").Where(e => AnsweredByRule.Of(e) == AnsweredBy.Kestrel).Select(e => e.Id).Order(StringComparer.Ordinal));

    private async Task<SortedDictionary<AnsweredBy, int>> ReplayAsync(string file, bool isWireMock, Dictionary<string, string?> settings)
    {
        await using var server = new Player(isWireMock);
        await using var gateway = await TestGateway.StartAsync([server.Address], settings);
        var counts = new SortedDictionary<AnsweredBy, int>();
        var failures = new List<string>();
        foreach (var exchange in Recording.Load(file))
        {
            var by = AnsweredByRule.Of(exchange);
            counts[by] = counts.GetValueOrDefault(by) + 1;
            server.Play(exchange);
            var response = await RawHttp.SendAsync(gateway.Address, exchange.Method, exchange.Path, exchange.Headers, exchange.Body, exchange.Version);
            var problems = Check(by, exchange, response, server.Received, settings.ContainsValue("AsReceived")).ToList();
            if (problems.Count > 0)
                failures.Add($"{exchange} ({by})\n  {string.Join("\n  ", problems)}");
        }

        foreach (var (by, count) in counts)
            output.WriteLine($"{count,4}  {by}");
        Assert.True(failures.Count == 0, $"{failures.Count} differ:\n{string.Join("\n\n", failures)}");
        return counts;
    }

    private static IEnumerable<string> Check(AnsweredBy by, Exchange exchange, RawResponse response, IReadOnlyList<ReceivedRequest> received, bool isAsReceived) => by switch
    {
        AnsweredBy.Server => [.. AnswerComparison.Responses(exchange, response), .. AnswerComparison.Requests(exchange, received)],
        AnsweredBy.PublishedRetry when isAsReceived => [.. AnswerComparison.Responses(exchange, response, NoStore), .. AnswerComparison.Requests(exchange, received)],
        AnsweredBy.PublishedRetry => Translated(exchange, response, received),
        AnsweredBy.TokenRefusedHereOnly => [.. NotAsked(received), .. Status(response, 401, 403)],
        AnsweredBy.Kestrel => [.. NotAsked(received), .. Status(response, 400, 405, 414)],
        _ => [.. NotAsked(received), .. AsRecorded(exchange, response)],
    };

    private static IEnumerable<string> Translated(Exchange exchange, RawResponse response, IReadOnlyList<ReceivedRequest> received)
    {
        if (exchange.Path.EndsWith("/retry", StringComparison.Ordinal))
            return [.. NotAsked(received), .. Status(response, 400)];
        return [.. AnswerComparison.Responses(exchange, response, NoStore), .. received.Count == 1 && received[0].ToString() == $"POST {exchange.Path}" ? [] : new[] { $"the server received {string.Join(", ", received)}" }];
    }

    private static IEnumerable<string> AsRecorded(Exchange exchange, RawResponse response)
    {
        foreach (var problem in Status(response, exchange.Status))
            yield return problem;
        if (response.Text != exchange.ResponseBody && exchange.VolatilePaths.Count == 0)
            yield return $"body\n    expected {exchange.ResponseBody}\n    actual   {response.Text}";
        foreach (var name in new[] { "Content-Type", "Content-Length", "ETag" })
        {
            var isSaidByKestrel = name == "Content-Length" && exchange.ResponseHeader(name) is null && exchange.ResponseBody.Length == 0;
            if (response.Header(name) != exchange.ResponseHeader(name) && exchange.VolatilePaths.Count == 0 && !isSaidByKestrel)
                yield return $"{name}: {response.Header(name)}, not {exchange.ResponseHeader(name)}";
        }
    }

    private static IEnumerable<string> Status(RawResponse response, params int[] expected) =>
        expected.Contains(response.Status) ? [] : [$"status {response.Status}, not {string.Join(" or ", expected)}"];

    private static IEnumerable<string> NotAsked(IReadOnlyList<ReceivedRequest> received) => received.Count == 0 ? [] : [$"the server was asked: {received[0]}"];
}
