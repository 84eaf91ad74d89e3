using System.Text.Json.Nodes;
using JobsGateway.Gateway.Operations;
using JobsGateway.Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Gateway.Tests.Operations;

/// <summary>What a newcomer meets in Development.</summary>
public sealed class FirstContactTests
{
    private static readonly Dictionary<string, string?> NoSecret = new() { ["Jwt:Secrets:0"] = null };

    [Fact]
    public async Task The_message_after_the_start_has_lines_to_paste_that_work_on_the_sample_jobs()
    {
        await using var gateway = await TestGateway.StartAsync(NoSecret, environment: "Development");
        var message = await gateway.StartupMessageAsync();
        var lines = message.Split('\n').Where(line => line.Contains("curl", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, lines.Length);
        foreach (var line in lines)
        {
            var token = line.Split("Bearer ")[1].Split('"')[0];
            var target = new Uri(line.Trim().Split(' ')[^1]).AbsolutePath;
            var response = await gateway.SendAsync(line.Contains("POST", StringComparison.Ordinal) ? "POST" : "GET", target, ("Authorization", "Bearer " + token));
            Assert.Equal(200, response.Status);
        }
    }

    [Fact]
    public async Task The_sample_jobs_are_loaded_into_an_empty_store_only()
    {
        await using var gateway = await TestGateway.StartAsync(
            new() { ["Stores:local:ConnectionString"] = $"Data Source={Path.GetTempFileName()}" }, environment: "Development");
        Assert.False(await gateway.Store.IsEmptyAsync(default));
        await gateway.Services.GetRequiredService<SampleJobs>().LoadAsync(gateway.Store, default); // a second start: nothing to do, and no error
        await using var production = await TestGateway.StartAsync();
        Assert.True(await production.Store.IsEmptyAsync(default));
    }

    [Fact]
    public async Task The_openapi_document_describes_every_operation_and_the_page_shows_it()
    {
        await using var gateway = await TestGateway.StartAsync(NoSecret, environment: "Development");
        using var client = new HttpClient { BaseAddress = gateway.Address };
        var document = JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
        Assert.Equal(
            ["/api/v2/jobs/{jobId}", "/api/v2/jobs/correlationId/{correlationId}", "/api/v2/jobs/external", "/api/v2/jobs/retry/{jobId}", "/api/v2/jobs/retry"],
            document["paths"]!.AsObject().Select(p => p.Key));
        Assert.Equal("bearer", document["components"]!["securitySchemes"]!["bearer"]!["scheme"]!.GetValue<string>());
        var posted = document["paths"]!["/api/v2/jobs/retry/{jobId}"]!["post"]!["responses"]!["200"]!["content"]!["application/json"]!["example"]!;
        Assert.Equal("pending", posted["job"]!["status"]!.GetValue<string>()); // As the deployed server answers it: not under "data".
        var page = await client.GetStringAsync(new Uri(ApiDocuments.PagePath, UriKind.Relative));
        Assert.Contains("openapi/v1.json", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_production_there_are_no_documents()
    {
        await using var gateway = await TestGateway.StartAsync();
        Assert.Equal(404, (await gateway.SendAsync("GET", "/docs")).Status);
        Assert.Equal(404, (await gateway.SendAsync("GET", "/openapi/v1.json")).Status);
    }
}
