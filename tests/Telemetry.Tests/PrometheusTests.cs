using System.Text.RegularExpressions;
using JobsGateway.Telemetry.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace JobsGateway.Telemetry.Tests;

/// <summary>The page that Prometheus reads.</summary>
public sealed partial class PrometheusTests
{
    private static readonly (string, string?) On = ("Telemetry:Prometheus:Enabled", "true");

    [Fact]
    public async Task Requests_stores_and_sends_show_by_operation_store_mode_and_outcome()
    {
        await using var gateway = await TracedGateway.StartAsync(null, On, ("Routes:FetchById:Fallback:Stores:0", "studio"));
        await gateway.GetAsync(TracedGateway.Missing);
        await gateway.GetAsync("/api/v2/jobs/external?externalId=1");
        await gateway.GetAsync("/api/v1/other");
        var page = await ScrapeAsync(gateway);
        Assert.Contains(Series(page, "jobsgateway_request_duration_seconds_count"), series => Has(series, "operation=FetchById", "store=studio", "mode=fallback", "outcome=ok"));
        Assert.Contains(Series(page, "jobsgateway_request_duration_seconds_count"), series => Has(series, "operation=FetchByExternalId", "store=local", "mode=store"));
        Assert.Contains(Series(page, "jobsgateway_store_duration_seconds_count"), series => Has(series, "operation=FetchById", "store=local", "outcome=not_found"));
        Assert.Contains(Series(page, "jobsgateway_upstream_duration_seconds_count"), series => Has(series, "kind=PassThrough", "store=studio", "destination=a", "outcome=2xx"));
        Assert.Contains(Series(page, "jobsgateway_store_circuit_state"), series => Has(series, "store=studio") && series.EndsWith(" 0", StringComparison.Ordinal));
        Assert.Contains(Series(page, "jobsgateway_store_open"), series => Has(series, "store=local") && series.EndsWith(" 1", StringComparison.Ordinal));
        Assert.Contains(Series(page, "jobsgateway_upstream_destinations"), series => Has(series, "store=studio") && series.EndsWith(" 1", StringComparison.Ordinal));
        Assert.NotEmpty(Series(page, "dotnet_gc_collections_total"));
    }

    [Fact]
    public async Task Whatever_clients_send_the_number_of_series_stays()
    {
        await using var gateway = await TracedGateway.StartAsync(null, On);
        string[] methods = ["GET", "POST", "BREW", "PROPFIND", "OPTIONS"];
        await SendAsync(0);
        await ScrapeAsync(gateway); // A request itself.
        var before = Own(await ScrapeAsync(gateway));
        for (var i = 1; i <= 40; i++)
            await SendAsync(i);
        Assert.Equal(before, Own(await ScrapeAsync(gateway)));

        async Task SendAsync(int number)
        {
            foreach (var method in methods)
            {
                await gateway.SendAsync(method, $"/api/v2/jobs/65e1f3a07c1b2d0099{number:x6}");
                await gateway.SendAsync(method, $"/api/v2/jobs/correlationId/c{number}?a={number}");
                await gateway.SendAsync(method, $"/unknown/{number}");
            }
        }

        static List<string> Own(string page) => [.. page.Split('\n').Where(line => line.StartsWith("jobsgateway_", StringComparison.Ordinal)).Select(line => line[..line.LastIndexOf('}')]).Distinct().Order()];
    }

    [Fact]
    public async Task Second_attempts_and_an_open_circuit_show()
    {
        await using var gateway = await TracedGateway.StartAsync(
            null, On, ("Stores:studio:Resilience:Retry:MaxAttempts", "2"), ("Stores:studio:Resilience:CircuitBreaker:MinimumThroughput", "2"));
        gateway.Studio.Always(Reply.Json(503, "{}"));
        for (var i = 0; i < 3; i++)
            await gateway.GetAsync(TracedGateway.AtStudio);
        var page = await ScrapeAsync(gateway);
        Assert.Contains(Series(page, "jobsgateway_store_resends_total"), series => Has(series, "store=studio", "operation=Fetch", "reason=failure") && series.EndsWith(" 2", StringComparison.Ordinal));
        Assert.Contains(Series(page, "jobsgateway_store_circuit_changes_total"), series => Has(series, "store=studio", "state=open") && series.EndsWith(" 1", StringComparison.Ordinal));
        Assert.Contains(Series(page, "jobsgateway_store_circuit_state"), series => Has(series, "store=studio") && series.EndsWith(" 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_option_there_is_no_page_and_nothing_of_OpenTelemetry()
    {
        await using var gateway = await TracedGateway.StartAsync(null, ("Routes:PassThrough:Store", null));
        Assert.Equal(404, (await gateway.GetAsync("/metrics")).Status);
        Assert.Null(gateway.Gateway.Services.GetService<MeterProvider>());
        Assert.Null(gateway.Gateway.Services.GetService<TracerProvider>());
    }

    [Fact]
    public async Task The_page_may_be_elsewhere()
    {
        await using var gateway = await TracedGateway.StartAsync(null, On, ("Telemetry:Prometheus:Path", "/gateway/metrics"));
        Assert.Contains("jobsgateway_store_open", (await gateway.GetAsync("/gateway/metrics")).Text, StringComparison.Ordinal);
    }

    private static async Task<string> ScrapeAsync(TracedGateway gateway)
    {
        // A request is measured when it has ended, which is after its answer.
        await Task.Delay(TimeSpan.FromMilliseconds(400)); // The exporter gives the same answer for 300 ms.
        return (await gateway.GetAsync("/metrics")).Text;
    }

    private static IEnumerable<string> Series(string page, string name) => page.Split('\n').Where(line => line.StartsWith(name + "{", StringComparison.Ordinal))
        .Select(line => Timestamp().Replace(line.Replace("\"", "", StringComparison.Ordinal), ""));

    private static bool Has(string series, params string[] labels) => labels.All(label => series.Contains(label, StringComparison.Ordinal));

    [GeneratedRegex(@"(?<=\} \S+) \d+$")]
    private static partial Regex Timestamp();
}
