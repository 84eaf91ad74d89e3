using System.Text.Json.Nodes;
using JobsGateway.Comparison;
using JobsGateway.Gateway.Parity;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Tests.Parity;

/// <summary>The report as clients get it.</summary>
public sealed class ParityEndpointTests
{
    [Fact]
    public async Task The_report_has_the_documented_shape()
    {
        await using var parity = await ParityFixture.StartAsync();
        parity.Equal(2);
        parity.Book.Record(Operation.FetchById, "studio", "local", new ParityResult.Noise(["body.data.now"]));
        parity.Clock.Advance(TimeSpan.FromSeconds(3));
        parity.Differs("/api/v2/jobs/external?apiKey=hidden&externalId=e-1", ParityFixture.Value("body.data.status"), new Difference("body.data.extra", DifferenceKind.Extra, null, "1"));
        parity.Book.CountDropped(Operation.FetchById);
        parity.Book.CountSkipped(Operation.FetchById);
        var expected = JsonNode.Parse("""
            {
              "at": "2026-11-24T12:00:03+00:00", "confidence": 0.95, "maxDifference": 0.001,
              "operations": {
                "FetchById": {
                  "primary": "studio", "candidate": "local", "since": "2026-11-24T12:00:00+00:00",
                  "verdict": "notReady", "text": "not ready: 1 of 4 differ, most often at body.data.extra",
                  "next": [
                    "Look at the samples. Mend what differs (verify finds every job that does), then begin anew: POST /gateway/parity/reset; what no client minds belongs into Parity:Ignore.",
                    "If these change by themselves, add them to Parity:Ignore, to save the second call: body.data.now."
                  ],
                  "compared": 4, "equal": 2, "noise": 1, "different": 1, "dropped": 1, "skipped": 1, "unavailable": { "primary": 0, "candidate": 0 },
                  "sinceDifference": { "at": "2026-11-24T12:00:03+00:00", "compared": 0, "needed": 2995, "upperBound": 1, "candidateUnavailable": 0 },
                  "paths": [ { "path": "body.data.extra", "count": 1 }, { "path": "body.data.status", "count": 1 } ],
                  "noisePaths": [ { "path": "body.data.now", "count": 1 } ],
                  "samples": [
                    {
                      "at": "2026-11-24T12:00:03+00:00", "target": "/api/v2/jobs/external?externalId=e-1", "primaryStatus": 200, "candidateStatus": 200,
                      "differences": [
                        { "path": "body.data.status", "kind": "value", "primary": "\"failed\"", "candidate": "\"pending\"" },
                        { "path": "body.data.extra", "kind": "extra", "primary": null, "candidate": "1" }
                      ]
                    }
                  ]
                }
              }
            }
            """)!;
        Assert.Equal(expected.ToJsonString(), (await parity.ReportAsync()).ToJsonString());
    }

    [Fact]
    public async Task Only_admins_see_it_and_begin_anew()
    {
        await using var parity = await ParityFixture.StartAsync();
        parity.Equal(1);
        foreach (var (method, path) in new[] { ("GET", "/gateway/parity"), ("POST", "/gateway/parity/reset"), ("GET", "/Gateway/Parity/") })
        {
            Assert.Equal(401, (await parity.Gateway.SendAsync(method, path)).Status);
            Assert.Equal(403, (await parity.Gateway.SendAsync(method, path, Contract.Tokens.User)).Status);
        }

        Assert.Equal(1, (int)(await parity.OperationAsync())["compared"]!);
        Assert.Equal("""{"reset":true}""", (await parity.Gateway.SendAsync("POST", "/gateway/parity/reset", Contract.Tokens.Admin)).Text);
        Assert.Equal("{}", (await parity.ReportAsync())["operations"]!.ToJsonString());
    }

    [Fact]
    public async Task Another_method_is_refused_and_passed_on_to_nobody()
    {
        await using var upstream = ScriptedUpstream.Start();
        await using var parity = await ParityFixture.StartAsync(
            ("Stores:studio:Type", "Upstream"), ("Stores:studio:Destinations:a:Address", upstream.Address.ToString()), ("Routes:PassThrough:Store", "studio"),
            ("Routes:FetchById:Store", "local"), ("Routes:FetchByCorrelationId:Store", "local"), ("Routes:FetchByExternalId:Store", "local"),
            ("Routes:RetryById:Store", "local"), ("Routes:RetryByQuery:Store", "local"),
            ("ReverseProxy:Routes:all:ClusterId", "c"), ("ReverseProxy:Routes:all:Match:Path", "{**all}"), ("ReverseProxy:Clusters:c:Destinations:d:Address", upstream.Address.ToString()));
        foreach (var (method, path, allow) in new[] { ("POST", "/gateway/parity", "GET, HEAD"), ("DELETE", "/gateway/parity", "GET, HEAD"), ("GET", "/gateway/parity/reset", "POST"), ("PUT", "/gateway/parity/reset", "POST") })
        {
            var response = await parity.Gateway.SendAsync(method, path, Contract.Tokens.Admin);
            Assert.Equal((405, allow), (response.Status, response.Header("Allow")));
        }

        Assert.Empty(upstream.ReceivedHeads);
    }

    [Fact]
    public async Task Another_pair_of_stores_begins_anew()
    {
        await using var parity = await ParityFixture.StartAsync();
        parity.Differs(ParityFixture.Value("status"));
        parity.Equal(3, Operation.FetchByCorrelationId);
        parity.Clock.Advance(TimeSpan.FromMinutes(1));
        parity.Equal(2, candidate: "other");
        var operation = await parity.OperationAsync();
        Assert.Equal(("other", 2, 0, "2026-11-24T12:01:00+00:00"), ((string?)operation["candidate"], (int)operation["compared"]!, (int)operation["different"]!, (string?)operation["since"]));
        Assert.Equal(3, (int)(await parity.OperationAsync(Operation.FetchByCorrelationId))["compared"]!);
    }

    [Fact]
    public async Task Paths_and_samples_are_bounded()
    {
        await using var parity = await ParityFixture.StartAsync(("Parity:Samples", "3"));
        for (var i = 0; i < 150; i++)
            parity.Differs($"/api/v2/jobs/{i}", ParityFixture.Value($"body.data.key{i}"), ParityFixture.Value($"body.list[{i}]"));
        var operation = await parity.OperationAsync();
        var paths = operation["paths"]!.AsArray().ToDictionary(path => (string)path!["path"]!, path => (int)path!["count"]!);
        Assert.Equal((101, 150, 51), (paths.Count, paths["body.list[*]"], paths["(other)"]));
        Assert.Equal(["/api/v2/jobs/149", "/api/v2/jobs/148", "/api/v2/jobs/147"], operation["samples"]!.AsArray().Select(sample => (string)sample!["target"]!));
    }

    [Fact]
    public async Task All_is_counted_that_is_recorded_at_once()
    {
        await using var parity = await ParityFixture.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                parity.Book.CountSkipped(Operation.FetchById);
                parity.Book.Record(Operation.FetchById, "studio", "local", i % 100 == worker ? new ParityResult.Different([ParityFixture.Value("status")], "/", 200, 404) : ParityResult.Equal);
            }
        })));
        var operation = await parity.OperationAsync();
        Assert.Equal((4000, 40), ((int)operation["compared"]!, (int)operation["different"]!));
    }
}
