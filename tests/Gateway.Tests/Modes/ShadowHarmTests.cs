using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>Whatever the candidate does, clients have what they would have had without it, byte for byte.</summary>
public sealed class ShadowHarmTests
{
    private const int Clients = 8, Requests = 25;

    private static readonly string[] Fetches = ["FetchById", "FetchByCorrelationId", "FetchByExternalId"];

    public static TheoryData<string> Candidates => new("hangs", "refuses", "never accepts", "resets", "drips", "100 MB", "nonsense", "equal");

    [Theory]
    [MemberData(nameof(Candidates))]
    public async Task A_bad_candidate_changes_nothing_for_clients(string candidate)
    {
        await using var server = ScriptedUpstream.Start();
        using var nowhere = candidate == "refuses" ? Nowhere.Refusing() : Nowhere.NeverAccepting();
        var megabyte = new byte[1024 * 1024];
        server.Always(candidate switch
        {
            "hangs" => Reply.Never,
            "drips" => Reply.Nothing.Drip(Answer.Ok("""{"data":{}}""").ToBytes(), TimeSpan.FromMilliseconds(20)),
            "100 MB" => Enumerable.Range(0, 100).Aggregate(Reply.Send(Answer.Of(200).With("Content-Type", "application/json").WithLength(100 * megabyte.Length)), (reply, _) => reply.ThenSend(megabyte)),
            "nonsense" => Reply.Send("SMTP 220\r\n\r\n"),
            "resets" => Reply.Nothing.Reset(),
            _ => Reply.Ok("""{"data":{}}"""),
        });
        var address = candidate is "refuses" or "never accepts" ? nowhere.Address : server.Address;
        await CheckAsync(new() { ["Stores:candidate:Type"] = "Upstream", ["Stores:candidate:Destinations:a:Address"] = address.ToString() });
    }

    [Theory]
    [InlineData("breaks")]
    [InlineData("unopened")]
    public async Task A_local_candidate_that_fails_changes_nothing_for_clients(string trouble) =>
        await CheckAsync(new() { ["Stores:candidate:Type"] = "BadImporter" }, new BadImporterFactory(trouble));

    [Theory]
    [InlineData("studio", "local")]
    [InlineData("local", "studio")]
    [InlineData("studio", "empty")]
    public async Task Every_recorded_fetch_is_answered_as_without_a_shadow(string primary, string candidate)
    {
        await using var server = ScriptedUpstream.Start();
        var (plain, shadowed) = (Routes(primary, null), Routes(primary, candidate));
        foreach (var settings in new[] { plain, shadowed })
        {
            settings["Stores:studio:Type"] = "Upstream";
            settings["Stores:studio:Destinations:a:Address"] = server.Address.ToString();
            settings["Stores:studio:Resilience:CircuitBreaker:Enabled"] = "false";
            settings["Stores:empty:Type"] = "Sqlite";
            settings["Stores:empty:ConnectionString"] = "Data Source=empty.db";
        }

        await using var without = await RecordedJobs.StartGatewayAsync(plain);
        await using var with = await RecordedJobs.StartGatewayAsync(shadowed);
        var (count, failures) = (0, new List<string>());
        foreach (var exchange in Recording.Load("transcripts.json").Where(e => e.Method is "GET" or "HEAD" && !e.Path.Contains("/retry", StringComparison.OrdinalIgnoreCase)))
        {
            server.Play(exchange);
            var (expected, actual) = (await SendAsync(without, exchange), await SendAsync(with, exchange));
            count++;
            if (Shown(expected) != Shown(actual))
                failures.Add($"{exchange}\n  without {Shown(expected)}\n  with    {Shown(actual)}");
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {count} differ:\n{string.Join("\n\n", failures)}");
        Assert.True(count > 150, $"{count} exchanges");
        Assert.Contains("\"FetchById\"", (await with.SendAsync("GET", "/gateway/parity", Tokens.Admin)).Text, StringComparison.Ordinal);
    }

    private static async Task CheckAsync(Dictionary<string, string?> candidate, IJobStoreFactory? factory = null)
    {
        await using var without = await RecordedJobs.StartGatewayAsync(Routes("local", null));
        var folder = Directory.CreateTempSubdirectory("jobsgateway-harm-");
        var settings = Routes("local", "candidate");
        foreach (var (key, value) in candidate)
            settings[key] = value;
        await using var with = await TestGateway.StartAsync(settings, folder: folder, configure: builder =>
        {
            if (factory is not null)
                builder.Services.AddSingleton(factory);
        });
        await with.ImportAsync(RecordedJobs.AgendaJobs, RecordedJobs.QueueJobs);
        string[] targets = [.. RecordedJobs.Ids.Take(20).Select(StudioDouble.PathOf), "/api/v2/jobs/correlationId/failed-1", "/api/v2/jobs/external?externalId=ext-1", "/api/v2/jobs/65e1f3a07c1b2d0034b5ffff", "/api/v2/jobs/none"];
        var expected = new Dictionary<string, string>();
        foreach (var target in targets)
            expected[target] = Shown(await without.SendAsync("GET", target, Tokens.User));
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            for (var i = 0; i < Requests; i++)
            {
                var target = targets[(client + i) % targets.Length];
                Assert.Equal(expected[target], Shown(await with.SendAsync("GET", target, Tokens.User).ByLimit()));
            }
        }));
        Assert.Equal(200, (await with.SendAsync("GET", "/gateway/parity", Tokens.Admin)).Status);
    }

    private static Dictionary<string, string?> Routes(string primary, string? candidate)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var operation in Enum.GetNames<Gateway.Routing.Operation>())
            settings[$"Routes:{operation}:Store"] = primary;
        foreach (var operation in candidate is null ? [] : Fetches)
        {
            settings[$"Routes:{operation}:Shadow:Store"] = candidate;
            settings[$"Routes:{operation}:Shadow:ConfirmAfter"] = "00:00:00";
        }

        return settings;
    }

    private static Task<RawResponse> SendAsync(TestGateway gateway, Exchange exchange) =>
        RawHttp.SendAsync(gateway.Address, exchange.Method, exchange.Path, exchange.Headers, exchange.Body, exchange.Version);

    // Of the headers only Date is of the moment.
    private static string Shown(RawResponse response) =>
        $"{response.Status} {response.Reason}\n{string.Join('\n', response.Headers.Select(h => h.Name == "Date" ? "Date" : $"{h.Name}: {h.Value}"))}\n\n{response.Text}";
}
