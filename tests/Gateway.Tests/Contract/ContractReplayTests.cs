using System.Security.Cryptography;
using System.Text;
using JobsGateway.Gateway.Tests.Hosting;
using Xunit.Abstractions;

namespace JobsGateway.Gateway.Tests.Contract;

/// <summary>The recordings of the deployed server, replayed in file order over a real socket.</summary>
public sealed class ContractReplayTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_recorded_exchange_is_answered_as_the_deployed_server_did_or_as_the_table_of_differences_says()
    {
        await using var gateway = await RecordedJobs.StartGatewayAsync();
        var failures = new List<string>();
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var state = new ReplayState();
        var exchanges = Recording.Load("transcripts.json");
        foreach (var exchange in exchanges)
        {
            var kind = await ReplayAsync(gateway, exchange, state, failures);
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }

        foreach (var (kind, count) in counts)
            output.WriteLine($"{count,4}  {kind}");
        Assert.True(failures.Count == 0, $"{failures.Count} of {exchanges.Count} differ:\n{string.Join("\n\n", failures)}");
        Assert.True(counts["identical"] >= 300, "The table of differences has swallowed too much.");
    }

    [Fact]
    public async Task With_cors_on_every_recorded_exchange_is_answered_as_the_deployed_server_did()
    {
        await using var gateway = await RecordedJobs.StartGatewayAsync(new() { ["Cors:Enabled"] = "true" });
        var failures = new List<string>();
        foreach (var exchange in Recording.Load("transcripts-cors.json"))
        {
            var response = await SendAsync(gateway, exchange, exchange.Path);
            foreach (var name in new[] { "Access-Control-Allow-Origin", "Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Content-Type", "ETag" })
            {
                if (response.Header(name) != exchange.ResponseHeader(name))
                    failures.Add($"{exchange}: {name} is {response.Header(name)}, not {exchange.ResponseHeader(name)}");
            }

            if (response.Status != exchange.Status || response.Text != exchange.ResponseBody)
                failures.Add($"{exchange}: {response.Status} {response.Text}, not {exchange.Status} {exchange.ResponseBody}");
        }

        Assert.Empty(failures);
    }

    private static async Task<string> ReplayAsync(TestGateway gateway, Exchange exchange, ReplayState state, List<string> failures)
    {
        if (Differences.LeftOut.FirstOrDefault(l => l.Applies(exchange)) is { Reason: { } leftOut })
            return "left out: " + leftOut;
        var difference = Differences.Table.FirstOrDefault(d => d.Applies(exchange));
        if (difference is null)
        {
            var response = await SendAsync(gateway, exchange, state.Translate(exchange.Path));
            Check(exchange, response, state, failures);
            return "identical";
        }

        var answer = await AnswerAsync(difference.OnCopy ? null : gateway, exchange, state.Translate(exchange.Path));
        var expected = difference.Body is null ? answer.Text : state.Translate(difference.Body(exchange));
        if (answer.Status != difference.Status || answer.Text != expected)
            failures.Add($"{exchange} ({difference.Reason})\n  expected {difference.Status} {expected}\n  actual   {answer.Status} {answer.Text}");
        return "different: " + difference.Reason;
    }

    private static async Task<RawResponse> AnswerAsync(TestGateway? gateway, Exchange exchange, string path)
    {
        if (gateway is not null)
            return await SendAsync(gateway, exchange, path);
        await using var copy = await RecordedJobs.StartGatewayAsync();
        return await SendAsync(copy, exchange, path);
    }

    private static Task<RawResponse> SendAsync(TestGateway gateway, Exchange exchange, string path) =>
        RawHttp.SendAsync(gateway.Address, exchange.Method, path, exchange.Headers, exchange.Body, exchange.Version);

    private static void Check(Exchange exchange, RawResponse response, ReplayState state, List<string> failures)
    {
        var problems = new List<string>();
        if (response.Status != exchange.Status)
            problems.Add($"status {response.Status}, not {exchange.Status}");
        var answeredByNode = exchange.ResponseHeader("X-Powered-By") is null; // its HTTP parser refused the request; no application saw it
        if (!answeredByNode && response.Status == exchange.Status)
        {
            var (expected, actual) = state.Compare(exchange, response.Text);
            if (expected != actual)
                problems.Add($"body\n    expected {expected}\n    actual   {actual}");
            foreach (var name in new[] { "Content-Type", "Allow", "ETag", "Content-Length" })
            {
                var theirs = exchange.VolatilePaths.Count > 0 && name == "ETag" ? ETagOf(response.Body) : exchange.ResponseHeader(name);
                if (exchange.VolatilePaths.Count > 0 && name == "Content-Length" || theirs == response.Header(name))
                    continue;
                problems.Add($"{name}: {response.Header(name)}, not {theirs}");
            }
        }

        if (problems.Count > 0)
            failures.Add($"{exchange}\n  {string.Join("\n  ", problems)}");
    }

    private static string ETagOf(byte[] body) => $"W/\"{body.Length:x}-{Convert.ToBase64String(SHA1.HashData(body))[..27]}\"";
}
