using System.Net;
using System.Net.Http.Headers;
using JobsGateway.Deployment.Tests.Processes;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Deployment.Tests;

/// <summary>Two gateways on one store: none keeps anything that the other would need.</summary>
public sealed class TwoGatewaysTests : IAsyncLifetime
{
    private readonly Place _place = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _place.DisposeAsync();

    [Fact]
    public async Task Of_fifty_retries_of_a_job_at_once_over_both_exactly_one_is_done_and_both_show_it()
    {
        await _place.ImportAsync(20);
        var token = await _place.TokenAsync();
        using var first = Client(await _place.StartAsync(), token);
        using var second = Client(await _place.StartAsync(), token);
        for (var number = 0; number < 20; number++)
        {
            var retry = new Uri($"/api/v2/jobs/retry/{Place.IdOf(number)}", UriKind.Relative);
            var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? first : second).PostAsync(retry, null))).ByLimit();
            var done = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.All(answers.Where(answer => answer != done), answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
            StoreFacts.AreConsistent(_place.Database, [await done.Content.ReadAsStringAsync()]);
            var shown = await Task.WhenAll(new[] { first, second }.Select(client => ShownAsync(client, number)));
            Assert.Equal(shown[0], shown[1]);
            Assert.Contains("\"retryJob\":", shown[0], StringComparison.Ordinal);
        }
    }

    // A gateway's busy readers may look at what was there up to 5 ms ago: see docs/store-sqlite.md.
    private static async Task<string> ShownAsync(HttpClient client, int number) =>
        await Bounds.UntilAsync<string>("the link is shown", async () =>
            await client.GetStringAsync(new Uri($"/api/v2/jobs/{Place.IdOf(number)}", UriKind.Relative)) is var shown && shown.Contains("retryJob", StringComparison.Ordinal) ? shown : null);

    private static HttpClient Client(GatewayProcess gateway, string token)
    {
        var client = new HttpClient { BaseAddress = gateway.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
