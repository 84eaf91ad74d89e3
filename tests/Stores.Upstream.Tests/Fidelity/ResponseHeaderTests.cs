using System.IO.Compression;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>The heads of answers, on operations (read whole before they go on) and on other paths (streamed).</summary>
public sealed class ResponseHeaderTests : IAsyncLifetime
{
    private const string Job = "/api/v2/jobs/65e1f3a07c1b2d0012a40007";
    private Link _link = null!;

    public static TheoryData<string> Targets => new("/other", Job);

    public async Task InitializeAsync() => _link = await Link.StartAsync();

    public Task DisposeAsync() => _link.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Headers_pass_with_repetitions_empty_values_and_spellings_that_no_parser_likes(string target)
    {
        var answer = Answer.Ok("{}").With("Set-Cookie", "a=1; Path=/; HttpOnly").With("Set-Cookie", "b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT").With("X-Empty", "")
            .With("X-Twice", "one").With("X-Twice", "two, three").With("Server", "nginx/1.2").With("Date", "Mon, 23 Nov 2026 14:54:41 GMT").With("ETag", "not-quoted").With("Expires", "-1")
            .With("Last-Modified", "yesterday").With("Vary", "Origin").With("Vary", "Accept").With("Cache-Control", "private, x=\"y\"").With("Via", "1.1 edge").With("Location", "//x/../y?%2f#z")
            .With("Strict-Transport-Security", "max-age=1").With("Content-Security-Policy", "default-src 'self'").With("Link", "</a>; rel=preload").With("Age", "-3").With("Allow", "GET,HEAD")
            .With("Content-Language", "de").With("Content-Disposition", "attachment; filename=ü.txt").With("WWW-Authenticate", "Bearer").With("Retry-After", "soon").With("Accept-Ranges", "bytes")
            .With("Access-Control-Allow-Origin", "*").With("X-Frame-Options", "DENY").With("Warning", "199 - x").With("P3P", "CP=x").With("Content-Location", "./x").With("Pragma", "no-cache");
        _link.Server.Always(Reply.Send(answer));
        var response = await _link.AskAsync("GET", target, Token.User);
        Assert.Empty(AnswerComparison.Headers(answer.Headers, response.Headers, []));
        Assert.Equal("{}", response.Text);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Bytes_beyond_ascii_in_a_value_pass_as_they_are(string target)
    {
        const string name = "Jürgen â\u009c\u0093";
        _link.Server.Always(Reply.Send(Answer.Ok("{}").With("X-Name", name)));
        Assert.Equal(name, (await _link.AskAsync("GET", target, Token.User)).Header("X-Name"));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task What_is_for_the_connection_only_is_dropped_also_what_the_connection_header_names(string target)
    {
        _link.Server.Always(Reply.Send(Answer.Ok("{}").With("Connection", "keep-alive, X-Hop, Content-Length").With("Keep-Alive", "timeout=5").With("X-Hop", "1").With("Proxy-Authenticate", "Basic").With("Alt-Svc", "h3=\":443\"").With("X-Kept", "2")));
        var response = await _link.AskAsync("GET", target, Token.User);
        Assert.Equal(("2", "{}", "2"), (response.Header("X-Kept"), response.Text, response.Header("Content-Length")));
        // Alt-Svc speaks of the address it comes from, which is not the gateway's.
        foreach (var header in new[] { "Connection", "Keep-Alive", "X-Hop", "Proxy-Authenticate", "Alt-Svc" })
            Assert.Null(response.Header(header));
    }

    [Theory]
    [InlineData("/other", 200, "Fine by me")]
    [InlineData(Job, 200, "Fine by me")]
    [InlineData(Job, 404, "Not here")]
    [InlineData("/other", 418, "I'm a teapot")]
    [InlineData("/other", 299, "")]
    [InlineData("/other", 599, "Whatever")]
    public async Task The_reason_phrase_passes(string target, int status, string reason)
    {
        _link.Server.Always(Reply.Send(Answer.Json(status, "{}") with { Reason = reason }));
        var response = await _link.AskAsync("GET", target, Token.User);
        Assert.Equal((status, reason), (response.Status, response.Reason));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_compressed_answer_is_left_compressed(string target)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write("{\"data\":{}}"u8);
        _link.Server.Always(Reply.Send(Answer.Bytes(200, "application/json", zipped.ToArray()).With("Content-Encoding", "gzip").With("Vary", "Accept-Encoding")));
        var (response, received) = await _link.SendAsync("GET", target, Token.User, ("Accept-Encoding", "gzip, br;q=0.5"));
        Assert.Equal("gzip, br;q=0.5", received.Header("Accept-Encoding"));
        Assert.Equal("gzip", response.Header("Content-Encoding"));
        Assert.Equal(zipped.ToArray(), response.Body);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Not_modified_passes_with_its_tag_and_without_length(string target)
    {
        _link.Server.Always(Reply.Send(Answer.Of(304).With("X-Powered-By", "Express").With("ETag", "W/\"2-x\"")));
        var (response, received) = await _link.SendAsync("GET", target, Token.User, ("If-None-Match", "W/\"2-x\", *"));
        Assert.Equal("W/\"2-x\", *", received.Header("If-None-Match"));
        Assert.Equal((304, "W/\"2-x\"", null), (response.Status, response.Header("ETag"), response.Header("Content-Length")));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task The_answer_to_head_keeps_the_length_of_what_it_leaves_out(string target)
    {
        _link.Server.Always(Reply.Send(Answer.Ok("{\"data\":{}}").WithoutBody()));
        var response = await _link.AskAsync("HEAD", target, Token.User);
        Assert.Equal((200, "11"), (response.Status, response.Header("Content-Length")));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task No_content_passes(string target)
    {
        _link.Server.Always(Reply.Send(Answer.Of(204).With("X-Kept", "1")));
        var response = await _link.AskAsync("GET", target, Token.User);
        Assert.Equal((204, "1", null, null), (response.Status, response.Header("X-Kept"), response.Header("Content-Length"), response.Header("Transfer-Encoding")));
    }

    [Theory]
    [InlineData("/other", 100)]
    [InlineData("/other", 102)]
    [InlineData("/other", 103)]
    [InlineData(Job, 103)]
    public async Task An_interim_answer_before_the_real_one_does_no_harm(string target, int interim)
    {
        // Kestrel can send no interim answer of its own accord but 100 and 101: it is dropped, as RFC 9110 (15.2) lets a proxy do with what the client did not ask for.
        _link.Server.Always(Reply.Send(Answer.Of(interim).With("Link", "</style.css>")).ThenSend(Answer.Ok("{\"data\":1}")));
        var response = await _link.AskAsync("GET", target, Token.User);
        Assert.Equal((200, "{\"data\":1}", null), (response.Status, response.Text, response.Header("Link")));
    }

    [Theory]
    [InlineData("POST", "/other")]
    [InlineData("POST", "/api/v2/jobs/retry/65e1f3a07c1b2d0012a40007")]
    public async Task Retry_after_of_the_server_passes(string method, string target)
    {
        _link.Server.Always(Reply.Send(Answer.Json(503, "{\"error\":\"busy\"}").With("Retry-After", "7")));
        var response = await _link.AskAsync(method, target, Token.Admin, ("Content-Length", "0"));
        Assert.Equal((503, "7", "{\"error\":\"busy\"}"), (response.Status, response.Header("Retry-After"), response.Text));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_chunked_answer_comes_through_without_its_trailers(string target)
    {
        // Kestrel sends trailers over HTTP/2 only; over HTTP/1.1 a recipient may discard them (RFC 9110, 6.5.1).
        _link.Server.Always(Reply.Send(Answer.Chunked(200, "text/plain", ["one"u8.ToArray(), "two"u8.ToArray()], ("X-Checksum", "abc"))));
        var response = await _link.AskAsync("GET", target, Token.User, ("TE", "trailers"));
        Assert.Equal("onetwo", response.Text);
        Assert.Empty(response.Trailers);
        Assert.Null(response.Header("X-Checksum"));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task An_answer_of_http_1_0_without_length_comes_through_whole(string target)
    {
        _link.Server.Always(Reply.Send("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nall of it").Close());
        Assert.Equal((200, "all of it"), await _link.AskAsync("GET", target, Token.User) is var response ? (response.Status, response.Text) : default);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://shop.example")]
    public async Task With_cors_at_the_gateway_and_at_the_server_there_is_one_header(string serversOrigin)
    {
        await using var link = await Link.StartAsync("Cors:Enabled=true");
        link.Server.Always(Reply.Send(Answer.Ok("{}").With("Access-Control-Allow-Origin", serversOrigin).With("Access-Control-Expose-Headers", "ETag")));
        foreach (var target in new[] { "/other", Job })
        {
            var response = await link.AskAsync("GET", target, Token.User, ("Origin", "https://shop.example"));
            Assert.Equal("*", Assert.Single(response.HeaderValues("Access-Control-Allow-Origin")));
            Assert.Equal("ETag", response.Header("Access-Control-Expose-Headers"));
        }
    }

    [Fact]
    public async Task A_preflight_is_answered_by_a_gateway_with_cors_and_passes_through_one_without()
    {
        (string, string)[] preflight = [("Origin", "https://shop.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization")];
        _link.Server.Always(Reply.Send(Answer.Of(204).With("Access-Control-Allow-Origin", "*").With("Access-Control-Allow-Methods", "GET")));
        foreach (var target in new[] { "/other", Job })
        {
            var (passed, received) = await _link.SendAsync("OPTIONS", target, preflight);
            Assert.Equal((204, "GET", "authorization"), (passed.Status, passed.Header("Access-Control-Allow-Methods"), received.Header("Access-Control-Request-Headers")));
        }

        await using var link = await Link.StartAsync("Cors:Enabled=true");
        var response = await link.AskAsync("OPTIONS", "/other", preflight);
        Assert.Equal((204, "*", "authorization"), (response.Status, response.Header("Access-Control-Allow-Origin"), response.Header("Access-Control-Allow-Headers")));
        Assert.Empty(link.Server.Received);
    }
}
