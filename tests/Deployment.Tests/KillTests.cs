using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using JobsGateway.Deployment.Tests.Processes;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Deployment.Tests;

/// <summary>A gateway that is killed in the middle of writing leaves a store that holds together, and its successor goes on.</summary>
public sealed class KillTests : IAsyncLifetime
{
    private const int Clients = 8;
    private const int Kills = 3;

    private readonly Place _place = new();
    private readonly ConcurrentBag<string> _retried = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _place.DisposeAsync();

    [Fact]
    public async Task Retries_by_id_and_by_query()
    {
        const int Jobs = 3000;
        await _place.ImportAsync(Jobs);
        var token = await _place.TokenAsync();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var (gateway, before) = (await _place.StartAsync(), _retried.Count);
            var clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => RetryAsync(gateway.Address, token, Jobs, seed: (kill * 100) + client))));
            await Bounds.UntilAsync("enough retries", () => _retried.Count >= before + 100, () => gateway.Output);
            await gateway.KillAsync();
            await clients.ByLimit();
            StoreFacts.AreConsistent(_place.Database, _retried);
        }
    }

    [Fact]
    public async Task An_import()
    {
        const int Jobs = 60_000;
        const int Part = 3_000; // Far from the end: what comes in while the test looks must not be all of it.
        var file = _place.WriteJobs(Jobs);
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var import = _place.Start("import", "--store", "local", "--queue-jobs", file);
            var goal = kill * Part;
            await Bounds.UntilAsync("a part is imported", () => File.Exists(_place.Database) && HasSchema() && StoreFacts.CountOf(_place.Database) >= goal, () => import.Output);
            await import.KillAsync();
            Assert.InRange(StoreFacts.CountOf(_place.Database), goal, Jobs - 1);
            StoreFacts.AreConsistent(_place.Database, []);
        }

        await _place.RunAsync("import", "--store", "local", "--queue-jobs", file);
        Assert.Equal(Jobs, StoreFacts.CountOf(_place.Database));
        StoreFacts.AreConsistent(_place.Database, []);
    }

    // Until the gateway is gone.
    private async Task RetryAsync(Uri gateway, string token, int jobs, int seed)
    {
        using var client = new HttpClient { BaseAddress = gateway };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var random = new Random(seed);
        try
        {
            while (true)
            {
                var id = random.Next(jobs);
                using var response = random.Next(4) == 0
                    ? await client.PostAsJsonAsync(new Uri("/api/v2/jobs/retry", UriKind.Relative), Enumerable.Range(id, 5).Select(number => Place.IdOf(number % jobs)))
                    : await client.PostAsync(new Uri($"/api/v2/jobs/retry/{Place.IdOf(id)}", UriKind.Relative), null);
                var body = await response.Content.ReadAsStringAsync();
                Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{response.StatusCode} {body}");
                if (response.StatusCode == HttpStatusCode.OK)
                    _retried.Add(body);
            }
        }
        catch (HttpRequestException)
        {
            // It is gone; what was under way may have been done or not.
        }
    }

    private bool HasSchema()
    {
        try
        {
            return StoreFacts.CountOf(_place.Database) >= 0;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return false; // Its tables are being made.
        }
    }
}
