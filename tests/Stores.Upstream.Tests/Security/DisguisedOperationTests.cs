using FsCheck;
using FsCheck.Fluent;
using JobsGateway.Stores.Upstream.Tests.Fidelity;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Security;

/// <summary>No spelling brings an operation past the gateway without a token, whoever reads it after the gateway.</summary>
public sealed class DisguisedOperationTests
{
    private const string Jobs = "/api/v2/jobs";
    private const string Id = "65e1f3a07c1b2d0012a40007";

    // The same requests in every run.
    private static readonly Config Sure = Config.QuickThrowOnFailure.WithReplay(20261123, 1).WithMaxTest(2000);

    private static readonly string[] CatchAll =
        ["ReverseProxy:Routes:all:ClusterId=studio", "ReverseProxy:Routes:all:Match:Path=/{**rest}"];

    private static readonly (string Name, string Value)[][] Heads =
        [[("Content-Length", "0")], [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="), ("Sec-WebSocket-Version", "13")]];

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task No_spelling_that_express_takes_for_an_operation_passes_without_a_token(bool passesThrough, bool hasOwnRoutes)
    {
        await using var server = ScriptedUpstream.Start();
        await using var gateway = await StartAsync(server, passesThrough, hasOwnRoutes);
        var seen = 0;
        Check.One(Sure, Prop.ForAll(Disguises.Any(), async request =>
        {
            foreach (var head in Heads)
                await AskAsync(gateway.Address, request.Method, request.Target, head);
            var received = server.Received.Skip(seen).ToList();
            seen += received.Count;
            return received.All(r => !ExpressModel.RunsOperation(r.Method, r.Target));
        }));
        Assert.True(seen > 100, $"Only {seen} requests have passed: that proves nothing.");
    }

    [Theory]
    [InlineData("POST", Jobs + "/retry\\" + Id + "#")]
    [InlineData("POST", Jobs + "/retry\\" + Id)]
    [InlineData("POST", "/api/v2\\/jobs/retry/" + Id + "#")]
    [InlineData("GET", "/api/v2\\/jobs/" + Id + "#")]
    [InlineData("POST", "/api/v2/x/../jobs/retry/" + Id)]
    [InlineData("POST", "/api/v2/x%2Fy/../jobs/retry/" + Id)]
    [InlineData("POST", "/x#/../api/v2/jobs/retry/" + Id)]
    [InlineData("POST", Jobs + "/%72etry/" + Id)]
    [InlineData("POST", Jobs + "/retry%2F" + Id)]
    [InlineData("POST", Jobs + "/retry%252F" + Id)]
    [InlineData("POST", "/api/v2/%256Aobs/retry/" + Id)]
    [InlineData("POST", Jobs + ";x/retry/" + Id)]
    [InlineData("POST", "//api/v2/jobs/retry/" + Id)]
    [InlineData("POST", Jobs + "/retry//" + Id)]
    [InlineData("PUT", Jobs + "//retry\\" + Id)]
    [InlineData("OPTIONS", Jobs + "/%72etry/" + Id)]
    [InlineData("FOO", Jobs + "/%72etry/" + Id)]
    [InlineData("GET", "http://other.example\\api/v2/jobs/" + Id)]
    public async Task An_operation_in_disguise_is_an_unknown_route(string method, string target)
    {
        await using var server = ScriptedUpstream.Start();
        foreach (var (passesThrough, hasOwnRoutes) in new[] { (true, false), (true, true), (false, true) })
        {
            await using var gateway = await StartAsync(server, passesThrough, hasOwnRoutes);
            var response = await AskAsync(gateway.Address, method, target, Heads[0]);
            Assert.InRange(response!.Status, 400, 404);
        }

        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData("PUT", Jobs + "/" + Id)]
    [InlineData("OPTIONS", Jobs + "/retry/" + Id)]
    [InlineData("POST", Jobs + "/retry/%zz")]
    [InlineData("GET", Jobs + "/correlationId/%zz")]
    public async Task A_path_of_the_jobs_api_is_never_one_of_the_proxys_own_routes(string method, string target)
    {
        await using var studio = ScriptedUpstream.Start();
        await using var other = ScriptedUpstream.Start();
        await using var gateway = await TestGateway.StartAsync([studio.Address], Settings([.. CatchAll, $"ReverseProxy:Clusters:studio:Destinations:a:Address={other.Address}"]));
        await AskAsync(gateway.Address, method, target, Heads[0]);
        Assert.Empty(other.Received);
        Assert.Equal((method, target), (Assert.Single(studio.Received).Method, studio.Received[0].Target));
    }

    [Theory]
    [InlineData("/a#b", "/a")]
    [InlineData("/a?b#c", "/a?b")]
    [InlineData("/#", "/")]
    [InlineData("http://other.example#/api/v2/jobs/" + Id, "/")]
    [InlineData("/?a#/api/v2/jobs/" + Id, "/?a")]
    public async Task A_fragment_is_left_out_as_servers_leave_it_out(string sent, string arrives)
    {
        await using var link = await Link.StartAsync();
        await RawHttp.SendAsync(link.Address, "GET", sent, [("Host", "x")], []);
        Assert.All(link.Server.Received, received => Assert.Equal(arrives, received.Target));
    }

    [Theory]
    [InlineData("/api/v2/wallets/a%2Fb/../c")]
    [InlineData("/files/a\\b;c/./%252e%252e//x")]
    [InlineData("/login?next=/api/v2/jobs/../%2e%2e\\x")]
    [InlineData("/api/v2/jobs/a/b/c")]
    public async Task Odd_spellings_of_other_paths_pass_as_they_are(string target)
    {
        await using var link = await Link.StartAsync();
        Assert.Equal(target, (await link.SendAsync("POST", target, ("Content-Length", "0"))).Received.Target);
    }

    private static Task<TestGateway> StartAsync(ScriptedUpstream server, bool passesThrough, bool hasOwnRoutes) => TestGateway.StartAsync([server.Address], Settings(
        [.. passesThrough ? Array.Empty<string>() : ["Routes:PassThrough:Store="], .. hasOwnRoutes ? [.. CatchAll, $"ReverseProxy:Clusters:studio:Destinations:a:Address={server.Address}"] : Array.Empty<string>()]));

    private static Dictionary<string, string?> Settings(IEnumerable<string> settings) => settings.Select(s => s.Split('=', 2)).ToDictionary(s => s[0], s => (string?)s[1]);

    // Null where Kestrel has closed without a word.
    private static async Task<RawResponse?> AskAsync(Uri gateway, string method, string target, (string Name, string Value)[] head)
    {
        try
        {
            return await RawHttp.SendAsync(gateway, method, target, [("Host", "x"), .. head], []);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
