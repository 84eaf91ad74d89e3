using System.Collections.Concurrent;
using System.Net.Http.Headers;
using JobsGateway.Gateway;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Operations;
using JobsGateway.Tests.Upstreams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace JobsGateway.Stores.Upstream.Tests.Reload;

/// <summary>The routes change while clients poll.</summary>
public sealed class ReloadUnderLoadTests(ITestOutputHelper output)
{
    private const int RequestsPerSecond = 2000;
    private const string Secret = "a secret of this test, which is long enough to use";
    private const string FromUpstream = """{"data":{"from":"upstream"}}""";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Flip = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, int> _answers = [];

    /// <remarks>A load for the gateway, not a measurement: a slow machine sends fewer requests, and every one of them must be answered well.</remarks>
    [Fact]
    public async Task While_the_file_flips_between_stores_no_request_fails_and_every_answer_is_one_of_the_two()
    {
        await using var upstream = ScriptedUpstream.Start();
        upstream.Always(Reply.Ok(FromUpstream));
        var folder = Directory.CreateTempSubdirectory("jobsgateway-flip-");
        var file = Path.Combine(folder.FullName, "appsettings.json");
        await File.WriteAllTextAsync(file, Settings("local", upstream.Address));
        var builder = GatewayHost.CreateBuilder(["--environment=Production"], folder.FullName);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var logs = new TestGateway.LogLines();
        builder.Logging.ClearProviders().AddProvider(logs);
        await using (var app = GatewayHost.Build(builder))
        {
            await app.StartAsync();
            using var client = Client(app);
            using var stop = new CancellationTokenSource();
            var flipping = FlipAsync(file, upstream.Address, stop.Token);
            var sent = await LoadAsync(client);
            await stop.CancelAsync();
            var written = await flipping;
            await app.StopAsync();

            var reloads = logs.Lines.Count(line => line.Contains("is in force:", StringComparison.Ordinal));
            var refused = logs.Lines.Count(line => line.Contains("is refused", StringComparison.Ordinal));
            output.WriteLine($"{sent} requests, {written} files written, {reloads} in force, {refused} refused; answers: {string.Join(", ", _answers.Select(a => $"{a.Value} x {a.Key[..Math.Min(60, a.Key.Length)]}"))}");
            Assert.Equal(["200 local", "200 " + FromUpstream], _answers.Keys.OrderByDescending(answer => answer == "200 local"));
            Assert.Equal(sent, _answers.Values.Sum());
            Assert.True(reloads >= 10 && refused >= 2, "The file was hardly ever noticed.");
        }

        folder.Delete(recursive: true);
    }

    private static HttpClient Client(WebApplication app)
    {
        var minter = new TokenMinter(new JwtOptions { Secrets = [Secret] }, TimeProvider.System);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 32 }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", minter.Mint(new TokenRequest()));
        return client;
    }

    private async Task<int> LoadAsync(HttpClient client)
    {
        var requests = new List<Task>();
        using var timer = new PeriodicTimer(Tick);
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) is var elapsed && elapsed < Duration)
        {
            while (requests.Count < RequestsPerSecond * elapsed.TotalSeconds)
                requests.Add(FetchAsync(client));
            await timer.WaitForNextTickAsync();
        }

        await Task.WhenAll(requests);
        return requests.Count;
    }

    private async Task FetchAsync(HttpClient client)
    {
        string answer;
        try
        {
            using var response = await client.GetAsync(new Uri("/api/v2/jobs/" + SampleJobs.FinishedJobId, UriKind.Relative));
            var body = await response.Content.ReadAsStringAsync();
            answer = $"{(int)response.StatusCode} {(body.StartsWith($$"""{"data":{"_id":"{{SampleJobs.FinishedJobId}}""", StringComparison.Ordinal) ? "local" : body)}";
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            answer = e.Message;
        }

        _answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
    }

    // Written in place, as editors do: the watcher may see it empty or half.
    private static async Task<int> FlipAsync(string file, Uri upstream, CancellationToken cancellationToken)
    {
        string[] texts = [Settings("studio", upstream), Settings("local", upstream), "{ \"Stores\": {", Settings("studio", upstream), """{ "Stores": { "local": { "Type": "Nothing" } } }""", Settings("local", upstream)];
        var written = 0;
        using var timer = new PeriodicTimer(Flip);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await File.WriteAllTextAsync(file, texts[written++ % texts.Length], CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }

        return written;
    }

    // The store that is not used is not there either, so each flip makes one and retires one.
    private static string Settings(string store, Uri upstream) => $$"""
        {
          "Jwt": { "Secrets": [ "{{Secret}}" ] },
          "Samples": { "Enabled": true },
          "Logging": { "LogLevel": { "Default": "Warning", "JobsGateway.Gateway.Operations": "Information" } },
          "Stores": { {{(store == "local"
              ? """ "local": { "Type": "Sqlite", "ConnectionString": "Data Source=jobs.db" } """
              : $$""" "studio": { "Type": "Upstream", "Destinations": { "a": { "Address": "{{upstream}}" } } } """)}} }
        }
        """;
}
