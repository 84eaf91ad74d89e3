using System.Text.Json.Nodes;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;

namespace JobsGateway.Gateway.Tests.Endpoints;

/// <summary><c>GET /retry?...</c> as published and <c>POST /retry</c> as deployed.</summary>
public sealed class RetryByQueryTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await RecordedJobs.StartGatewayAsync();

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Ids_are_repeated_or_comma_separated_and_answered_in_ascending_order()
    {
        var answer = await GetAsync("ids=65e1f3a07c1b2d0034b50022,65e1f3a07c1b2d0034b50020&ids=65e1f3a07c1b2d0034b50021&apiKey=ignored");
        Assert.Equal(3, answer["size"]!.GetValue<int>());
        Assert.Equal(["32", "33", "34"], answer["data"]!.AsArray().Select(job => job!["data"]!["amount"]!.GetValue<string>()));
        Assert.Null(answer["skipped"]);
        Assert.Null(answer["remaining"]);
    }

    [Fact]
    public async Task A_job_named_that_cannot_be_retried_is_skipped_with_its_reason_and_an_unknown_one_is_not_mentioned()
    {
        var answer = await GetAsync("ids=65e1f3a07c1b2d0034b50003,65e1f3a07c1b2d0034b50020,65e1f3a07c1b2d00ffffffff");
        Assert.Equal(1, answer["size"]!.GetValue<int>());
        var skipped = Assert.Single(answer["skipped"]!.AsArray())!;
        Assert.Equal("65e1f3a07c1b2d0034b50003", skipped["id"]!.GetValue<string>());
        Assert.Equal("Cannot retry job 65e1f3a07c1b2d0034b50003 with status succeeded", skipped["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_dry_run_tells_which_jobs_would_be_retried_and_changes_nothing()
    {
        var dry = await GetAsync("name=mint&status=failed&dryRun=true");
        Assert.True(dry["dryRun"]!.GetValue<bool>());
        Assert.All(dry["data"]!.AsArray(), job => Assert.Equal("failed", job!["status"]!.GetValue<string>()));
        var again = await GetAsync("name=mint&status=failed&dryRun=true");
        Assert.Equal(dry.ToJsonString(), again.ToJsonString());
        var real = await GetAsync("name=mint&status=failed");
        Assert.Equal(dry["size"]!.GetValue<int>(), real["size"]!.GetValue<int>());
        Assert.Equal(0, (await GetAsync("name=mint&status=failed"))["size"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_limit_bounds_the_work_and_what_is_left_is_told()
    {
        var all = (await GetAsync("name=mint&dryRun=true"))["size"]!.GetValue<int>();
        var first = await GetAsync("name=mint&limit=2");
        Assert.Equal(2, first["size"]!.GetValue<int>() + (first["skipped"]?.AsArray().Count ?? 0));
        Assert.True(first["remaining"]!.GetValue<long>() >= all - 2);
    }

    [Theory]
    [InlineData("correlationId=q-failed-corr", 1)]
    [InlineData("communityAddress=0xc036118695Eff203b00B74B5a3ef8c3fA808E09B&name=fundToken", 1)]
    [InlineData("accountAddress=0xD418c5d0c4a3D87a6c555B7aA41f13EF87485Ec6&status=cancelled&correlationId=q-cancelled-corr", 1)]
    [InlineData("failedAfter=2024-03-01T10:00:05.400Z&name=relay&failedBefore=2024-03-01T10:00:05.401Z", 1)]
    [InlineData("failedAfter=2024-03-01&failedBefore=2024-03-01", 0)]
    [InlineData("failedAfter=2030-01-01T00:00:00%2B02:00", 0)]
    [InlineData("name=no-such-name", 0)]
    public async Task Criteria_must_all_hold(string query, int expected)
    {
        var answer = await GetAsync(query + "&dryRun=true");
        Assert.True(expected == answer["size"]!.GetValue<int>(), answer.ToJsonString());
    }

    [Fact]
    public async Task A_failed_agenda_job_is_found_by_criteria_and_gets_a_new_agenda_job_that_is_due()
    {
        var answer = await GetAsync("correlationId=failed-1");
        var job = Assert.Single(answer["data"]!.AsArray())!;
        Assert.Equal("normal", job["type"]!.GetValue<string>());
        Assert.Equal("failed-1", job["data"]!["correlationId"]!.GetValue<string>());
        var original = JsonNode.Parse((await _gateway.SendAsync("GET", "/api/v2/jobs/65e1f3a07c1b2d0012a40003", Tokens.User)).Text)!["data"]!.AsObject();
        Assert.Equal(job["_id"]!.GetValue<string>(), original["retryJob"]!.GetValue<string>());
        Assert.Equal(["retryJob", "type", "nextRunAt"], original.Select(p => p.Key).TakeLast(3));
    }

    [Fact]
    public async Task An_object_of_the_same_names_can_be_posted()
    {
        var answer = await PostAsync("""{"name":"mint","status":"cancelled","limit":1,"dryRun":true,"unknown":1}""");
        Assert.Equal(1, answer["size"]!.GetValue<int>());
        Assert.True(answer["dryRun"]!.GetValue<bool>());
        Assert.Equal(2, (await PostAsync("""{"ids":["65e1f3a07c1b2d0034b50020","65e1f3a07c1b2d0034b50021"]}"""))["size"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_retry_by_get_must_not_be_cached()
    {
        var response = await _gateway.SendAsync("GET", "/api/v2/jobs/retry/65e1f3a07c1b2d0034b50020", Tokens.Admin);
        Assert.Equal("no-store", response.Header("Cache-Control"));
        Assert.StartsWith("{\"data\":{\"name\":\"mint\"", response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/v2/jobs/retry/65e1f3a07c1b2d0034b50020")]
    [InlineData("GET", "/api/v2/jobs/retry?ids=65e1f3a07c1b2d0034b50020")]
    public async Task A_retry_tells_the_new_job_whatever_the_client_has_already(string method, string target)
    {
        var response = await _gateway.SendAsync(method, target, Tokens.Admin, ("If-None-Match", "*"));
        Assert.Equal(200, response.Status);
        Assert.Contains("\"status\":\"pending\"", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_fifty_retries_at_once_over_http_exactly_one_makes_a_job()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            _gateway.SendAsync(i % 2 == 0 ? "GET" : "POST", "/api/v2/jobs/retry/65e1f3a07c1b2d0034b50020", Tokens.Admin)));
        Assert.Single(answers, a => a.Status == 200);
        Assert.Equal(49, answers.Count(a => a.Status == 409 && a.Text.Contains("already retried with id", StringComparison.Ordinal)));
    }

    private async Task<JsonNode> GetAsync(string query)
    {
        var response = await _gateway.SendAsync("GET", "/api/v2/jobs/retry?" + query, Tokens.Admin);
        Assert.True(response.Status == 200, response.Text);
        return JsonNode.Parse(response.Text)!;
    }

    private async Task<JsonNode> PostAsync(string body)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        var response = await RawHttp.SendAsync(
            _gateway.Address, "POST", "/api/v2/jobs/retry",
            [("Host", "test"), Tokens.Admin, ("Content-Type", "application/json"), ("Content-Length", bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture))], bytes);
        Assert.True(response.Status == 200, response.Text);
        return JsonNode.Parse(response.Text)!;
    }
}
