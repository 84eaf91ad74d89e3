using System.Diagnostics;
using JobsGateway.Gateway.Operations.Telemetry;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;
using JobsGateway.Telemetry.Tests.Support;

namespace JobsGateway.Telemetry.Tests;

/// <summary>No token, no secret, no id and no job's data leaves the gateway with what it tells of itself.</summary>
public sealed class SecrecyTests
{
    private const string Data = "0xDEADBEEF-of-a-job";
    private const string Id = "65e1f3a07c1b2d0099000001";

    [Fact]
    public async Task Nothing_of_requests_and_jobs_is_in_metrics_spans_and_logs()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        string page;
        IEnumerable<string> logs;
        await using (var gateway = await TracedGateway.StartAsync(
            null, [.. receiver.Settings.Select(pair => (pair.Key, pair.Value)), ("Telemetry:Prometheus:Enabled", "true"), ("Telemetry:Traces:SampleRatio", "1"), ("Logging:LogLevel:JobsGateway", "Trace"), ("Logging:LogLevel:Polly", "Trace"),
             ("Logging:LogLevel:JobsGateway.Audit", "None")])) // It is there to tell of ids; what it must not tell, its own tests look for.
        {
            foreach (var reply in new[] { Reply.Ok($$$"""{"data":{"_id":"{{{Id}}}","a":"{{{Data}}}"}}"""), Reply.Json(500, $"\"{Data}\""), Reply.Send($"HTTP/1.1 {Data}\r\n\r\n").Close() })
            {
                gateway.Studio.Always(reply);
                await gateway.GetAsync($"/api/v2/jobs/correlationId/{Id}?externalId={Data}");
                await gateway.GetAsync($"/api/v2/jobs/{Id}?externalId={Data}");
                await gateway.SendAsync("POST", $"/api/v2/jobs/retry/{Id}", ("Content-Length", "0"));
                await gateway.GetAsync($"/other/{Data}");
            }

            page = (await gateway.GetAsync("/metrics")).Text;
            logs = gateway.Gateway.Logs.Messages;
        }

        var token = Tokens.Admin.Value.Split(' ')[1];
        Assert.Contains("send Fetch", receiver.Of("traces"), StringComparison.Ordinal);
        Assert.Contains("AnsweredWithError", receiver.Of("logs"), StringComparison.Ordinal);
        Assert.Contains("jobsgateway_request_duration", page, StringComparison.Ordinal);
        foreach (var told in new[] { page, receiver.Of("metrics"), receiver.Of("traces"), receiver.Of("logs"), string.Join('\n', logs) })
        {
            Assert.NotEmpty(told);
            Assert.All(new[] { token, token.Split('.')[2], Data, Id, $"\"{TestGateway.Secret}\"" }, secret => Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void A_span_of_SQL_Servers_driver_loses_its_text_and_what_exceptions_say()
    {
        using var source = new ActivitySource(QuietSpans.Source);
        using var listener = new ActivityListener { ShouldListenTo = one => one == source, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        using var span = source.StartActivity("SELECT", ActivityKind.Client)!;
        span.SetTag("db.system.name", "microsoft.sql_server").SetTag("db.query.text", Data).SetTag("db.statement", Data).SetStatus(ActivityStatusCode.Error, Data);
        using var quiet = new QuietSpans();
        quiet.OnEnd(span);
        Assert.Equal(["db.system.name"], span.TagObjects.Select(tag => tag.Key));
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
    }
}
