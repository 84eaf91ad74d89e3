using System.Text;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>The headers of a request, and those that are for the connection only.</summary>
public sealed class RequestHeaderTests : IAsyncLifetime
{
    private const string Job = "/api/v2/jobs/65e1f3a07c1b2d0012a40007";
    private Link _link = null!;

    public async Task InitializeAsync() => _link = await Link.StartAsync();

    public Task DisposeAsync() => _link.DisposeAsync().AsTask();

    [Theory]
    [InlineData("/other")]
    [InlineData(Job)]
    public async Task Nothing_is_added_to_a_request_but_host_and_forwarded_headers(string target)
    {
        var (_, received) = await _link.SendAsync("GET", target, Token.User);
        Assert.Equal(["Authorization", "Host", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"], received.Headers.Select(h => h.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/other")]
    [InlineData(Job)]
    public async Task Headers_pass_with_repetitions_empty_values_and_spellings_that_no_parser_likes(string target)
    {
        (string, string)[] sent =
        [
            ("Accept-Encoding", "gzip, br"), ("Accept", "*/*;q=nonsense"), ("Cookie", "a=1; b=2"), ("User-Agent", "(((not a product"), ("X-Empty", ""),
            ("X-Twice", "one"), ("X-Twice", "two, three"), ("If-None-Match", "not-quoted"), ("If-Modified-Since", "yesterday"), ("Range", "bytes=0-9"), ("Referer", "::"),
            ("From", "x"), ("Origin", "https://shop.example"), ("Upgrade-Insecure-Requests", "1"), ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            ("tracestate", "x=1"), ("baggage", "k=v"), ("x-access-token", "t"), ("Via", "1.1 edge"), ("Strict-Transport-Security", "max-age=1"),
            ("Cache-Control", "no-cache"), ("Pragma", "no-cache"), ("Priority", "u=1"), ("Sec-Fetch-Mode", "cors"), ("DNT", "1"), ("Date", "today"), ("Max-Forwards", "3"),
        ];
        var (_, received) = await _link.SendAsync("GET", target, [Token.User, .. sent]);
        Assert.Empty(AnswerComparison.Headers(AnswerComparison.Joined([Token.User, .. sent]), received.Headers, ["Host", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"]));
    }

    [Fact]
    public async Task Bytes_beyond_ascii_in_a_value_pass_as_they_are()
    {
        byte[] request = [.. "GET /other HTTP/1.1\r\nHost: x\r\nX-Name: J"u8, 0xFC, .. "rgen "u8, 0xE2, 0x9C, 0x93, .. "\r\n\r\n"u8];
        Assert.Equal(200, (await RawHttp.SendAsync(_link.Address, request)).Status);
        Assert.Equal(Encoding.Latin1.GetString([0x4A, 0xFC, .. "rgen "u8, 0xE2, 0x9C, 0x93]), Assert.Single(_link.Server.Received).Header("X-Name"));
    }

    [Theory]
    [InlineData("/other")]
    [InlineData(Job)]
    public async Task What_is_for_the_connection_only_is_dropped_also_what_the_connection_header_names(string target)
    {
        var (_, received) = await _link.SendAsync(
            "GET", target, Token.User, ("Connection", "X-Hop"), ("Connection", "x-other, nothing"), ("X-Hop", "1"), ("X-Other", "2"), ("X-Kept", "3"),
            ("Keep-Alive", "timeout=9"), ("TE", "gzip"), ("Proxy-Authorization", "Basic x"), ("Proxy-Connection", "keep-alive"));
        Assert.Equal("3", received.Header("X-Kept"));
        foreach (var name in new[] { "Connection", "X-Hop", "X-Other", "Keep-Alive", "TE", "Proxy-Authorization", "Proxy-Connection" })
            Assert.Null(received.Header(name));
    }

    [Theory]
    [InlineData("keep-alive, X-Hop")]
    [InlineData("X-Hop, close")]
    public async Task Of_a_connection_header_that_says_keep_alive_or_close_kestrel_tells_nothing_else(string connection)
    {
        // It puts a constant in the value's place: what else was named is not known any more, and passes.
        var (_, received) = await _link.SendAsync("GET", "/other", ("Connection", connection), ("X-Hop", "1"));
        Assert.Equal("1", received.Header("X-Hop"));
    }

    [Theory]
    [InlineData("GET", "/other")]
    [InlineData("POST", "/other")]
    [InlineData("DELETE", "/other")]
    public async Task A_header_about_content_where_there_is_none_passes_with_a_length_of_nothing(string method, string target)
    {
        var (_, received) = await _link.SendAsync(method, target, Token.User, ("Content-Type", "application/json"));
        Assert.Equal(("application/json", "0", null), (received.Header("Content-Type"), received.Header("Content-Length"), received.Header("Transfer-Encoding")));
    }

    [Fact]
    public async Task The_connection_header_can_not_remove_what_frames_and_addresses_the_message()
    {
        var response = await RawHttp.SendAsync(
            _link.Address, "POST", "/other", [("Host", "x"), ("Connection", "Content-Length, Host, Content-Type, Authorization"), ("Content-Length", "3"), Token.User], "abc"u8.ToArray());
        Assert.Equal(200, response.Status);
        var received = Assert.Single(_link.Server.Received);
        Assert.Equal("3", received.Header("Content-Length"));
        Assert.Equal("abc", received.Text);
        Assert.Equal(_link.Server.Address.Authority, received.Header("Host"));
    }

    [Fact]
    public async Task A_chunked_body_can_not_be_stripped_of_its_framing()
    {
        var response = await RawHttp.SendAsync(_link.Address, "POST", "/other", [("Host", "x"), ("Connection", "Transfer-Encoding"), ("Transfer-Encoding", "chunked")], "3\r\nabc\r\n0\r\n\r\n"u8.ToArray());
        Assert.Equal(200, response.Status);
        Assert.Equal("abc", Assert.Single(_link.Server.Received).Text);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task A_body_of_known_length_arrives_with_its_length_and_type(string method)
    {
        await RawHttp.SendAsync(_link.Address, method, "/other", [("Host", "x"), ("Content-Type", "Text/Plain ;charset=\"x\""), ("Content-Length", "3"), ("Content-MD5", "kAFQmDzST7DWlj99KOF/cg==")], "abc"u8.ToArray());
        var received = Assert.Single(_link.Server.Received);
        Assert.Equal(("3", "Text/Plain ;charset=\"x\"", "abc"), (received.Header("Content-Length"), received.Header("Content-Type"), received.Text));
        Assert.Null(received.Header("Transfer-Encoding"));
    }
}
