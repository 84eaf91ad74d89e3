using System.Text;
using JobsGateway.Stores.Upstream.Tests.Fidelity;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Security;

/// <summary>What a client may make the gateway hold.</summary>
public sealed class BodyLimitTests
{
    private const string Retry = "/api/v2/jobs/retry";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_compressed_body_that_goes_on_and_holds_nothing_is_too_large_before_any_token_is_looked_at(bool hasLength)
    {
        await using var link = await Link.StartAsync();
        var body = GzipOfNothing(4_000_000);
        var response = await PostAsync(link, body, hasLength, ("Content-Type", "application/json"), ("Content-Encoding", "gzip"));
        Assert.Equal(413, response.Status);
        Assert.Contains("\"type\":\"entity.too.large\"", response.Text, StringComparison.Ordinal);
        Assert.Empty(link.Server.Received);
    }

    [Fact]
    public async Task One_that_is_a_little_longer_than_what_is_in_it_is_read()
    {
        await using var link = await Link.StartAsync();
        Assert.Equal(401, (await PostAsync(link, GzipOfNothing(150_000), hasLength: true, ("Content-Type", "application/json"), ("Content-Encoding", "gzip"))).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retrys_body_that_nobody_reads_has_a_limit(bool hasLength)
    {
        await using var link = await Link.StartAsync();
        var response = await PostAsync(link, new byte[1_000_000], hasLength, ("Content-Type", "text/plain"), Token.Admin);
        Assert.Equal((413, "{\"error\":\"The request's body is too large.\"}"), (response.Status, response.Text));
        Assert.Empty(link.Server.Received);
        Assert.Equal(200, (await PostAsync(link, new byte[100_000], hasLength, ("Content-Type", "text/plain"), Token.Admin)).Status);
        Assert.Equal(100_000, Assert.Single(link.Server.Received).Body.Length);
    }

    // The head of a gzip member, then stored blocks of length 0 that are never the last.
    private static byte[] GzipOfNothing(int length)
    {
        byte[] head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
        byte[] block = [0, 0, 0, 0xff, 0xff];
        return [.. head, .. Enumerable.Repeat(block, length / block.Length).SelectMany(b => b), 1, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    private static Task<RawResponse> PostAsync(Link link, byte[] body, bool hasLength, params (string Name, string Value)[] headers) => RawHttp.SendAsync(
        link.Address, "POST", Retry, [("Host", "x"), .. headers, hasLength ? ("Content-Length", $"{body.Length}") : ("Transfer-Encoding", "chunked")],
        hasLength ? body : [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8]);
}
