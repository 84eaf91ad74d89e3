using System.Text.Json.Nodes;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Audit;

/// <summary>One record for every retry that was asked for.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private const string Failed = "65e1f3a07c1b2d0034b50020", Succeeded = "65e1f3a07c1b2d0034b50003", Unknown = "65e1f3a07c1b2d00ffffffff";
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobsgateway-audit-");
    private TestGateway? _gateway;

    private string Trail => Path.Combine(_folder.FullName, "audit.jsonl");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_record_says_when_who_what_and_what_became_of_it()
    {
        await StartAsync();
        var made = JsonNode.Parse((await SendAsync("POST", $"/api/v2/jobs/retry/{Failed}", Token(("uid", "u-7"), ("appName", "shop"), ("phoneNumber", "+972546123321")))).Text)!["job"]!["_id"]!;
        var record = Assert.Single(Records());
        Assert.Equal("2026-11-24T12:00:00+00:00", (string?)record["time"]);
        Assert.Equal(("answered", "RetryById", "POST"), ((string?)record["event"], (string?)record["operation"], (string?)record["method"]));
        Assert.Equal($$"""{"id":"{{Failed}}"}""", record["what"]!.ToJsonString());
        Assert.Equal("""{"uid":"u-7","appName":"shop"}""", record["who"]!.ToJsonString());
        Assert.Equal(("127.0.0.1", 16), ((string?)record["address"], ((string)record["token"]!).Length));
        Assert.Equal(("local", "store", 200, "ok", 1, 0), ((string?)record["store"], (string?)record["mode"], (int)record["status"]!, (string?)record["result"], (int)record["retried"]!, (int)record["skipped"]!));
        Assert.Equal((string?)made, (string?)Assert.Single(record["newJobs"]!.AsArray()));
        Assert.NotNull(record["request"]);
        var logged = Assert.Single(_gateway!.Logs.Messages, line => line.StartsWith("Information: RetryById by POST", StringComparison.Ordinal));
        Assert.Contains("asked by {\"uid\":\"u-7\",\"appName\":\"shop\"}", logged, StringComparison.Ordinal);
        Assert.Contains(": 200 ok, store local, mode store, jobs retried 1, request ", logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_way_a_retry_can_end_is_recorded_once()
    {
        await StartAsync(("RateLimits:Retries:PermitLimit", "7"));
        var admin = Token(("uid", "u-1"));
        var user = new TokenMinter(new JwtOptions { Secrets = [TestGateway.Secret], AllowShortSecrets = true }, _clock).Mint(new TokenRequest());
        (string Method, string Target, string? Token, string? Body, string Expected)[] asked =
        [
            ("POST", $"/api/v2/jobs/retry/{Failed}", null, null, "RetryById POST 401 unauthorized"),
            ("POST", $"/api/v2/jobs/retry/{Failed}", "made.up.token", null, "RetryById POST 401 unauthorized"),
            ("POST", $"/api/v2/jobs/retry/{Failed}", user, null, "RetryById POST 403 forbidden"),
            ("GET", $"/API/v2//jobs/Retry/{Unknown}/", admin, null, "RetryById GET 404 not_found"),
            ("GET", $"/api/v2/jobs/retry/{Succeeded}", admin, null, "RetryById GET 409 refused"),
            ("GET", "/api/v2/jobs/retry/nonsense", admin, null, "RetryById GET 400 bad_request"),
            ("GET", "/api/v2/jobs/retry?name=mint&dryRun=true", admin, null, "RetryByQuery GET 200 ok"),
            ("GET", "/api/v2/jobs/retry", admin, null, "RetryByQuery GET 400 bad_request"),
            ("POST", "/api/v2/jobs/retry", admin, $"[\"{Failed}\",\"{Succeeded}\"]", "RetryByQuery POST 200 ok"),
            ("POST", "/api/v2/jobs/retry", admin, "{ no json", "RetryByQuery POST 400 bad_request"),
            ("POST", "/api/v2/jobs/retry", admin, new string(' ', 200_000), "RetryByQuery POST 413 bad_request"),
            ("GET", $"/api/v2/jobs/retry/{Failed}", admin, null, "RetryById GET 409 refused"),
            ("GET", $"/api/v2/jobs/retry/{Failed}", admin, null, "RetryById GET 429 limited"),
        ];
        foreach (var (method, target, token, body, _) in asked)
            await SendAsync(method, target, token, body);
        foreach (var target in new[] { $"/api/v2/jobs/{Failed}", "/api/v2/jobs/retryx", "/health" })
            await SendAsync("GET", target, admin);
        await SendAsync("HEAD", $"/api/v2/jobs/retry/{Failed}", admin);
        var records = Records();
        Assert.Equal(asked.Select(one => one.Expected), records.Select(record => $"{record["operation"]} {record["method"]} {record["status"]} {record["result"]}"));
        Assert.All(records.Take(2), record => Assert.Null(record["who"]));
        Assert.Equal("{}", records[2]["who"]!.ToJsonString());
        Assert.Equal("""{"name":"mint","limit":100,"dryRun":true}""", records[6]["what"]!.ToJsonString());
        Assert.True((int)records[6]["wouldRetry"]! > 0);
        Assert.Null(records[6]["newJobs"]);
        Assert.Equal("""{"notUnderstood":true}""", records[7]["what"]!.ToJsonString());
        Assert.Equal($$"""{"idCount":2,"ids":["{{Succeeded}}","{{Failed}}"]}""", records[8]["what"]!.ToJsonString());
        Assert.Equal((1, 1), ((int)records[8]["retried"]!, (int)records[8]["skipped"]!));
    }

    [Fact]
    public async Task What_a_server_was_asked_to_retry_is_recorded_as_the_client_asked_it()
    {
        await using var upstream = ScriptedUpstream.Start().Always(Reply.Json(200, """{"job":{"_id":"65e1f3a07c1b2d0034b5ffff","data":{"secret":"of the job"}}}"""));
        await StartAsync([.. new[] { "FetchById", "FetchByCorrelationId", "FetchByExternalId", "RetryById", "RetryByQuery" }.Select(route => ($"Routes:{route}:Store", "studio")),
            ("Stores:studio:Type", "Upstream"), ("Stores:studio:Destinations:a:Address", upstream.Address.AbsoluteUri)]);
        await SendAsync("GET", $"/api/v2/jobs/retry/{Failed}", Token());
        await SendAsync("GET", $"/api/v2/jobs/retry?ids={Failed},{Unknown}", Token());
        await SendAsync("POST", "/api/v2/jobs/retry", Token(), $"[\"{Failed}\"]");
        var records = Records();
        Assert.Equal(["GET", "GET", "POST"], records.Select(record => (string?)record["method"]));
        Assert.Equal([$$"""{"id":"{{Failed}}"}""", $$"""{"idCount":2,"ids":["{{Failed}}","{{Unknown}}"],"limit":1000}""", $$"""{"idCount":1,"ids":["{{Failed}}"]}"""], records.Select(record => record["what"]!.ToJsonString()));
        Assert.All(records, record => Assert.Equal(("studio", 200), ((string?)record["store"], (int)record["status"]!)));
        Assert.All(records, record => Assert.Null(record["newJobs"]));
        Assert.DoesNotContain("secret", await File.ReadAllTextAsync(Trail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_is_recorded_too()
    {
        await using var upstream = ScriptedUpstream.Start().Always(Reply.Never);
        await StartAsync([.. new[] { "FetchById", "FetchByCorrelationId", "FetchByExternalId", "RetryById", "RetryByQuery" }.Select(route => ($"Routes:{route}:Store", "studio")),
            ("Stores:studio:Type", "Upstream"), ("Stores:studio:Destinations:a:Address", upstream.Address.AbsoluteUri)]);
        await using (var client = await RawConnection.OpenAsync(_gateway!.Address))
        {
            await client.SendAsync($"POST /api/v2/jobs/retry/{Failed} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nAuthorization: Bearer {Token()}\r\n\r\n");
            await upstream.Requests.ReachesAsync(1);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!File.Exists(Trail) || Records().Length == 0)
            await Task.Delay(10, limit.Token);
        var record = Assert.Single(Records());
        Assert.Equal(("left", 499, true, "studio"), ((string?)record["result"], (int)record["status"]!, (bool)record["clientLeft"]!, (string?)record["store"]));
    }

    [Fact]
    public async Task Nothing_a_client_writes_makes_a_line_of_its_own_or_a_long_one()
    {
        await StartAsync(("Audit:Claims:0", "uid"), ("Audit:Claims:1", "evil"));
        var forged = "x\r\n{\"event\":\"answered\",\"status\":200}\u2028\u0085\u001b[2K\"}";
        await SendAsync("GET", "/api/v2/jobs/retry?name=" + Uri.EscapeDataString(forged), Token(("uid", forged), ("evil", new string('y', 3000))));
        await SendAsync("GET", "/api/v2/jobs/retry/" + Uri.EscapeDataString(forged + new string('z', 5000)), Token(("uid", "u")));
        await SendAsync("POST", "/api/v2/jobs/retry", Token(("uid", "u")), """{"name":"a\ud800\nb"}""");
        var lines = await File.ReadAllLinesAsync(Trail);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 2500));
        Assert.All(lines, line => Assert.All(line, c => Assert.InRange(c, ' ', '~')));
        var record = JsonNode.Parse(lines[0])!;
        Assert.Equal((forged, forged, 203), ((string?)record["who"]!["uid"], (string?)record["what"]!["name"], ((string)record["who"]!["evil"]!).Length));
        var logged = _gateway!.Logs.Messages.Where(line => line.Contains("Retry", StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, logged.Length);
        Assert.All(logged, line => Assert.All(line, c => Assert.InRange(c, ' ', '~')));
    }

    [Fact]
    public async Task Neither_a_token_nor_a_job_is_in_the_log_or_the_file()
    {
        await StartAsync(("Logging:LogLevel:Default", "Trace"));
        var token = Token(("uid", "u-1"));
        await SendAsync("POST", $"/api/v2/jobs/retry/{Failed}", token);
        var all = string.Join('\n', _gateway!.Logs.Messages.Where(line => line.Contains("Retry", StringComparison.Ordinal))) + await File.ReadAllTextAsync(Trail);
        Assert.DoesNotContain(token.Split('.')[2], all, StringComparison.Ordinal);
        Assert.DoesNotContain(token.Split('.')[1], all, StringComparison.Ordinal);
        Assert.DoesNotContain("0xD418c5d0c4a3D87a6c555B7aA41f13EF", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_is_left_out_where_it_is_not_wanted()
    {
        await StartAsync(("Audit:RemoteAddress", "false"));
        await SendAsync("POST", $"/api/v2/jobs/retry/{Failed}", Token());
        Assert.Null(Assert.Single(Records())["address"]);
    }

    [Fact]
    public async Task Where_it_is_required_a_retry_is_on_disk_before_it_is_carried_out()
    {
        await StartAsync(("Audit:Required", "true"));
        Assert.Equal(200, (await SendAsync("POST", $"/api/v2/jobs/retry/{Failed}", Token(("uid", "u")))).Status);
        await SendAsync("POST", $"/api/v2/jobs/retry/{Failed}", null);
        var records = Records();
        Assert.Equal(["asked", "answered", "answered"], records.Select(record => (string?)record["event"]));
        Assert.Equal((string?)records[0]["request"], (string?)records[1]["request"]);
        Assert.Null(records[0]["status"]);
    }

    [Fact]
    public async Task Where_it_is_required_and_can_not_be_written_nothing_is_retried()
    {
        await StartAsync(("Audit:Required", "true"));
        Directory.CreateDirectory(Trail);
        var refused = await SendAsync("POST", $"/api/v2/jobs/retry/{Failed}", Token());
        Assert.Equal((503, """{"error":"The retry can't be recorded, so it was not carried out. Try again in a moment."}"""), (refused.Status, refused.Text));
        Directory.Delete(Trail);
        Assert.Equal(200, (await SendAsync("POST", $"/api/v2/jobs/retry/{Failed}", Token())).Status); // It had not been retried.
        Assert.Contains(_gateway!.Logs.Messages, line => line.StartsWith("Error: A record of the audit could not be written to " + Trail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_it_is_not_required_a_retry_goes_on_and_the_loss_is_an_error_in_the_log()
    {
        await StartAsync();
        Directory.CreateDirectory(Trail);
        Assert.Equal(200, (await SendAsync("POST", $"/api/v2/jobs/retry/{Failed}", Token())).Status);
        Assert.Single(_gateway!.Logs.Messages, line => line.StartsWith("Error: A record of the audit could not be written", StringComparison.Ordinal));
        Assert.Single(_gateway.Logs.Messages, line => line.StartsWith("Information: RetryById", StringComparison.Ordinal));
        Directory.Delete(Trail);
    }

    [Fact]
    public async Task It_follows_the_configuration_without_a_restart()
    {
        await StartAsync();
        _gateway!.Configuration["Audit:Claims:0"] = "n";
        _gateway.Configuration["Audit:File"] = Path.Combine(_folder.FullName, "other.jsonl");
        await _gateway.ChangeAsync(((IConfigurationRoot)_gateway.Configuration).Reload);
        await SendAsync("POST", $"/api/v2/jobs/retry/{Failed}", Token(("n", "7"), ("uid", "u")));
        Assert.False(File.Exists(Trail));
        Assert.Contains("\"who\":{\"n\":\"7\"}", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "other.jsonl")), StringComparison.Ordinal);
    }

    private async Task StartAsync(params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value);
        all["Audit:File"] = Trail;
        all.TryAdd("Logging:LogLevel:JobsGateway.Audit", "Information");
        _gateway = await RecordedJobs.StartGatewayAsync(all, _clock);
    }

    private JsonNode[] Records() => [.. File.ReadAllLines(Trail).Select(line => JsonNode.Parse(line)!)];

    private Task<RawResponse> SendAsync(string method, string target, string? token, string? body = null)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body ?? "");
        List<(string, string)> headers = [("Host", "gateway")];
        if (token is not null)
            headers.Add(("Authorization", "Bearer " + token));
        if (body is not null)
            headers.Add(("Content-Type", "application/json"));
        if (method == "POST")
            headers.Add(("Content-Length", $"{bytes.Length}"));
        return RawHttp.SendAsync(_gateway!.Address, method, target, headers, bytes);
    }

    private string Token(params (string Name, string Value)[] claims) => new TokenMinter(new JwtOptions { Secrets = [TestGateway.Secret], AllowShortSecrets = true }, _clock)
        .Mint(new TokenRequest { IsAdmin = true, Claims = [.. claims.Select(claim => KeyValuePair.Create(claim.Name, (JsonNode?)JsonValue.Create(claim.Value)))] });
}
