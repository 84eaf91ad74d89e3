using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Import;
using JobsGateway.Import.Progress;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Tests.Upstreams;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>Some operations from a local store, some from a server, in one configuration.</summary>
public sealed class MixedRoutesTests
{
    private const string Jobs = "/api/v2/jobs";
    private const string Job = "65e1f3a07c1b2d0012a40007";

    [Fact]
    public async Task Each_operation_is_answered_by_the_store_of_its_route()
    {
        await using var server = ScriptedUpstream.Start();
        await using var gateway = await TestGateway.StartAsync([server.Address], new()
        {
            ["Stores:local:Type"] = "Sqlite",
            ["Stores:local:ConnectionString"] = "Data Source=jobs.db",
            ["Routes:FetchById:Store"] = "local",
            ["Routes:FetchByCorrelationId:Store"] = "local",
            ["Routes:FetchByExternalId:Store"] = "studio",
            ["Routes:RetryById:Store"] = "studio",
            ["Routes:RetryByQuery:Store"] = "local",
        });
        await ImportAsync(gateway);
        server.Always(Reply.Ok("{\"from\":\"server\"}"));

        Task<RawResponse> Ask(string method, string target) => RawHttp.SendAsync(gateway.Address, method, target, [("Host", "x"), Token.Admin, ("Content-Length", "0")], []);
        var recorded = Recording.Load("transcripts.json").First(e => e.Method == "GET" && e.Path == $"{Jobs}/{Job}" && e.Status == 200);
        Assert.Equal(recorded.ResponseBody, (await Ask("GET", $"{Jobs}/{Job}")).Text);
        Assert.Equal(404, (await Ask("GET", $"{Jobs}/correlationId/nobody")).Status);
        Assert.Equal(400, (await Ask("GET", $"{Jobs}/retry?ids=nonsense")).Status);
        Assert.Contains("\"size\":0", (await Ask("GET", $"{Jobs}/retry?name=nobody")).Text, StringComparison.Ordinal);
        Assert.Empty(server.Received);
        foreach (var (method, target) in new[] { ("GET", $"{Jobs}/external?externalId=x"), ("POST", $"{Jobs}/retry/{Job}"), ("GET", $"{Jobs}/retry/{Job}"), ("PUT", $"{Jobs}/{Job}"), ("GET", "/other") })
            Assert.Equal("{\"from\":\"server\"}", (await Ask(method, target)).Text);
        Assert.Equal(5, server.Received.Count);
    }

    private static async Task ImportAsync(TestGateway gateway)
    {
        var store = ((LocalStore)gateway.Services.GetRequiredService<RoutePlanSource>().Current.Stores.Find("local")!).Bare;
        var folder = Path.Combine(AppContext.BaseDirectory, "contract", "mongo-export");
        var run = new ImportRun((IJobImporter)store, new ImportRequest([Path.Combine(folder, "agendaJobs.json")], [Path.Combine(folder, "queuejobs.json")]));
        Assert.Null((await run.RunAsync(new Progress<ImportProgress>(), CancellationToken.None)).Failure);
    }
}
