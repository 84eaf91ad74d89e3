using System.Security.Cryptography;
using System.Text;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>The published retries by GET, in front of a server that knows them by POST only.</summary>
public sealed class PublishedRetryTests : IAsyncLifetime
{
    private const string One = "65e1f3a07c1b2d0034b50003", Two = "65e1f3a07c1b2d0034b50004";
    private const string Retry = "/api/v2/jobs/retry";
    private Link _link = null!;

    public async Task InitializeAsync() => _link = await Link.StartAsync();

    public Task DisposeAsync() => _link.DisposeAsync().AsTask();

    [Theory]
    [InlineData(Retry + "/" + One)]
    [InlineData("/API/v2//jobs/Retry/%365e1f3a07c1b2d0034b50003/?apiKey=x%2F&a=b")]
    public async Task A_retry_by_id_is_posted_to_the_same_target_without_a_body(string target)
    {
        var (response, received) = await _link.SendAsync("GET", target, Token.Admin, ("X-Kept", "1"));
        Assert.Equal(200, response.Status);
        Assert.Equal(("POST", target, "", "0", "1"), (received.Method, received.Target, received.Text, received.Header("Content-Length"), received.Header("X-Kept")));
        Assert.Null(received.Header("Content-Type"));
        Assert.Null(received.Header("Transfer-Encoding"));
        Assert.Equal(Token.Admin.Value, received.Header("Authorization"));
    }

    [Theory]
    [InlineData("{\"job\":{\"name\":\"relay\",\"data\":{\"job\":1},\"_id\":\"65e1f3a07c1b2d0034b5ffff\"}}")]
    [InlineData("{\"job\":{\"text\":\"ünï 💎\"}}")]
    [InlineData("{\"job\":null}")]
    public async Task The_job_of_the_answer_becomes_the_data_that_was_published(string answer)
    {
        _link.Server.Always(Reply.Send(Answer.Ok(answer).With("ETag", ETag(answer)).With("Cache-Control", "public")));
        var response = await _link.AskAsync("GET", $"{Retry}/{One}", Token.Admin);
        var expected = "{\"data\":" + answer["{\"job\":".Length..];
        Assert.Equal(expected, response.Text);
        Assert.Equal(ETag(expected), response.Header("ETag"));
        Assert.Equal(response.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), response.Header("Content-Length"));
        Assert.Equal(["no-store"], response.HeaderValues("Cache-Control"));
        Assert.Equal("application/json; charset=utf-8", response.Header("Content-Type"));
    }

    [Fact]
    public async Task A_chunked_answer_is_translated_too()
    {
        _link.Server.Always(Reply.Send(Answer.Chunked(200, "application/json", ["{\"jo"u8.ToArray(), "b\":{\"_id\":\"x\"}}"u8.ToArray()])));
        var response = await _link.AskAsync("GET", $"{Retry}/{One}", Token.Admin);
        Assert.Equal("{\"data\":{\"_id\":\"x\"}}", response.Text);
        Assert.Null(response.Header("ETag"));
    }

    [Theory]
    [InlineData("job", true)]
    [InlineData("job", false)]
    [InlineData("data", true)]
    public async Task An_answer_that_is_too_long_to_be_read_whole_is_translated_all_the_same(string key, bool isLengthKnown)
    {
        var job = ":{\"text\":\"" + new string('x', 200_000) + "\"}}";
        var answer = Encoding.ASCII.GetBytes($"{{\"{key}\"" + job);
        var sent = isLengthKnown ? Answer.Bytes(200, "application/json", answer) : Answer.Chunked(200, "application/json", answer.Chunk(9_999));
        _link.Server.Always(Reply.Send(sent.With("ETag", ETag("{}"))));
        var response = await _link.AskAsync("GET", $"{Retry}/{One}", Token.Admin);
        Assert.Equal("{\"data\"" + job, response.Text);
        Assert.Equal(isLengthKnown ? $"{response.Body.Length}" : null, response.Header("Content-Length"));
        // The tag of what is sent would be known at its end only.
        Assert.Equal(key == "job" ? null : ETag("{}"), response.Header("ETag"));
    }

    [Theory]
    [InlineData(500, "{\"errors\":{\"message\":\"Cannot retry job\",\"error\":{}}}")]
    [InlineData(409, "{\"job\":\"not this one\"}")]
    [InlineData(404, "{\"error\":\"Job not found\"}")]
    [InlineData(503, "{\"error\":\"busy\"}")]
    [InlineData(200, "{\"data\":{\"job\":1}}")]
    public async Task Any_other_answer_passes_unchanged(int status, string answer)
    {
        _link.Server.Always(Reply.Send(Answer.Json(status, answer).With("ETag", ETag(answer))));
        var response = await _link.AskAsync("GET", $"{Retry}/{One}", Token.Admin);
        Assert.Equal((status, answer, ETag(answer), "no-store"), (response.Status, response.Text, response.Header("ETag"), response.Header("Cache-Control")));
    }

    [Theory]
    [InlineData("ids=" + Two + "," + One)]
    [InlineData("ids=" + Two + "&apiKey=x&ids=" + One)]
    [InlineData("ids=" + One + "&ids=" + Two + "," + One)]
    [InlineData("ids=," + One + ",&ids=" + Two)]
    public async Task Ids_of_a_query_are_posted_as_an_array_each_once(string query)
    {
        var answer = "{\"data\":[],\"size\":0}";
        _link.Server.Always(Reply.Send(Answer.Ok(answer).With("ETag", ETag(answer))));
        var (response, received) = await _link.SendAsync("GET", $"{Retry}?{query}", Token.Admin);
        Assert.Equal((200, answer, ETag(answer), "no-store"), (response.Status, response.Text, response.Header("ETag"), response.Header("Cache-Control")));
        Assert.Equal("POST", received.Method);
        Assert.Equal($"[\"{One}\",\"{Two}\"]", received.Text);
        Assert.Equal(("application/json", "55"), (received.Header("Content-Type"), received.Header("Content-Length")));
    }

    [Theory]
    [InlineData("?ids=zzz", "Argument passed in must be")]
    [InlineData("?ids=", "ids is empty")]
    [InlineData("?ids[$ne]=x", "ids")]
    [InlineData("", "Which jobs? Give their ids")]
    public async Task What_is_wrong_with_the_ids_is_said(string query, string said)
    {
        var response = await _link.AskAsync("GET", Retry + query, Token.Admin);
        Assert.Equal(400, response.Status);
        Assert.Contains(said, response.Text, StringComparison.Ordinal);
        Assert.Equal(query.Length == 0, response.Text.Contains("Which jobs?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?apiKey=x")]
    [InlineData("?ids=")]
    [InlineData("?ids=,")]
    [InlineData("?ids=nonsense")]
    [InlineData("?ids=" + One + ",nonsense")]
    [InlineData("?ids=" + One + "&status=failed")]
    [InlineData("?name=relay")]
    [InlineData("?Status=failed&ids=" + One)]
    [InlineData("?ids[$in][]=" + One)]
    [InlineData("?ids=" + One + "&limit=1")]
    [InlineData("?ids=" + One + "&dryRun=true")]
    [InlineData("?ids=" + One + "&status[$ne]=x")]
    [InlineData("?IDS=" + One + "&dryrun=true")]
    public async Task What_the_server_can_not_be_asked_is_refused_before_it_is_asked(string query)
    {
        var response = await _link.AskAsync("GET", Retry + query, Token.Admin);
        Assert.Equal(400, response.Status);
        Assert.StartsWith("{\"errors\":{\"message\":\"", response.Text, StringComparison.Ordinal);
        Assert.Empty(_link.Server.Received);
    }

    [Fact]
    public async Task An_id_that_is_none_is_the_servers_to_refuse()
    {
        var (_, received) = await _link.SendAsync("GET", $"{Retry}/not-an-id%20", Token.Admin);
        Assert.Equal($"POST {Retry}/not-an-id%20", received.ToString());
    }

    [Theory]
    [InlineData(Retry + "/" + One)]
    [InlineData(Retry + "?ids=" + One)]
    public async Task A_retry_is_never_answered_with_not_modified(string target)
    {
        var answer = "{\"job\":{}}";
        _link.Server.Always(Reply.Send(Answer.Ok(answer).With("ETag", ETag(answer))));
        var (response, received) = await _link.SendAsync("GET", target, Token.Admin, ("If-None-Match", $"*, {ETag(answer)}, {ETag("{\"data\":{}}")}"));
        Assert.Equal(200, response.Status);
        Assert.Null(received.Header("If-None-Match"));
    }

    [Theory]
    [InlineData("GET", Retry + "/" + One)]
    [InlineData("GET", Retry + "?ids=" + One)]
    [InlineData("POST", Retry + "/" + One)]
    [InlineData("POST", Retry)]
    public async Task Who_is_no_admin_is_refused_before_the_server_is_asked(string method, string target)
    {
        var user = await RawHttp.SendAsync(_link.Address, method, target, [("Host", "x"), Token.User, ("Content-Length", "0")], []);
        Assert.Equal((403, "{\"error\":\"The user is not admin\"}"), (user.Status, user.Text));
        Assert.Equal(401, (await RawHttp.SendAsync(_link.Address, method, target, [("Host", "x"), ("Content-Length", "0")], [])).Status);
        Assert.Empty(_link.Server.Received);
    }

    [Fact]
    public async Task A_body_that_came_with_the_get_does_not_go_on()
    {
        await using var connection = await RawConnection.OpenAsync(_link.Address);
        var head = $"Host: x\r\nAuthorization: {Token.Admin.Value}\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\n";
        await connection.SendAsync($"GET {Retry}/{One} HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nGET {Retry}?ids={One} HTTP/1.1\r\n{head}Content-Length: 3\r\n\r\nabc");
        Assert.Equal(200, (await connection.ReadResponseAsync()).Status);
        Assert.Equal(200, (await connection.ReadResponseAsync()).Status);
        Assert.Equal(["", $"[\"{One}\"]"], _link.Server.Received.Select(r => r.Text));
        Assert.All(_link.Server.Received, r => Assert.Null(r.Header("Content-Encoding")));
    }

    [Fact]
    public async Task A_posted_retry_passes_unchanged()
    {
        _link.Server.Always(Reply.Ok("{\"job\":{}}"));
        var (byId, _) = await _link.SendAsync("POST", $"{Retry}/{One}?x", Token.Admin, ("Content-Length", "0"));
        Assert.Equal(("{\"job\":{}}", null), (byId.Text, byId.Header("Cache-Control")));
        var body = Encoding.UTF8.GetBytes($"[ \"{One}\" ]");
        await RawHttp.SendAsync(_link.Address, "POST", Retry, [("Host", "x"), Token.Admin, ("Content-Type", "application/json"), ("Content-Length", $"{body.Length}")], body);
        Assert.Equal(body, _link.Server.Received[1].Body);
    }

    private static string ETag(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
#pragma warning disable CA5350 // The contract's tag.
        return $"W/\"{body.Length:x}-{Convert.ToBase64String(SHA1.HashData(body))[..27]}\"";
#pragma warning restore CA5350
    }
}
