using System.Net;
using System.Net.Http.Headers;
using JobsGateway.Deployment.Tests.Processes;
using JobsGateway.Tests.Upstreams;
using Microsoft.Data.Sqlite;

namespace JobsGateway.Deployment.Tests;

/// <summary>What a gateway depends on goes away and comes back; the gateway is not restarted.</summary>
public sealed class AwayAndBackTests : IAsyncLifetime
{
    private readonly Place _place = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _place.DisposeAsync();

    [Fact]
    public async Task The_server_behind_it()
    {
        await using var studio = ScriptedUpstream.Start().Always(Reply.Ok("""{"data":{"_id":"65e1f3a0b0b0b0b0b0b00001"}}"""));
        _place.Settings["Stores__studio__Type"] = "Upstream";
        _place.Settings["Stores__studio__Destinations__a__Address"] = $"http://127.0.0.1:{studio.Port}/";
        _place.Settings["Routes__FetchById__Store"] = "studio";
        using var client = await ClientAsync();
        var job = new Uri("/api/v2/jobs/65e1f3a0b0b0b0b0b0b00001", UriKind.Relative);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, HttpMethod.Get, job));
        await studio.StopAsync();
        Assert.Contains(await StatusAsync(client, HttpMethod.Get, job), new[] { HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable });
        studio.Restart();
        await UntilAsync(client, HttpMethod.Get, job, HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_database_while_another_process_holds_it()
    {
        _place.Settings["Stores__local__BusyTimeout"] = "00:00:00.200";
        await _place.ImportAsync(10);
        using var client = await ClientAsync();
        var (job, retry) = (new Uri($"/api/v2/jobs/{Place.IdOf(1)}", UriKind.Relative), new Uri($"/api/v2/jobs/retry/{Place.IdOf(1)}", UriKind.Relative));
        await using (var other = new SqliteConnection($"Data Source={_place.Database};Pooling=False"))
        {
            await other.OpenAsync();
            await using var transaction = other.BeginTransaction(deferred: false);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(client, HttpMethod.Post, retry));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, HttpMethod.Get, job)); // Reads go on.
        }

        await UntilAsync(client, HttpMethod.Post, retry, HttpStatusCode.OK);
        StoreFacts.AreConsistent(_place.Database, []);
    }

    [Fact]
    public async Task The_database_while_its_folder_is_away()
    {
        Directory.CreateDirectory(Path.Combine(_place.Folder, "disk"));
        var (disk, away) = (Path.Combine(_place.Folder, "disk"), Path.Combine(_place.Folder, "away"));
        _place.Settings["Stores__local__ConnectionString"] = "Data Source=disk/jobs.db";
        await _place.ImportAsync(10);
        using var client = await ClientAsync();
        var retry = new Uri($"/api/v2/jobs/retry/{Place.IdOf(1)}", UriKind.Relative);
        Directory.Move(disk, away);
        await UntilAsync(client, HttpMethod.Post, retry, HttpStatusCode.ServiceUnavailable);
        Directory.Move(away, disk);
        await UntilAsync(client, HttpMethod.Post, new Uri($"/api/v2/jobs/retry/{Place.IdOf(2)}", UriKind.Relative), HttpStatusCode.OK);
    }

    private async Task<HttpClient> ClientAsync()
    {
        var client = new HttpClient { BaseAddress = (await _place.StartAsync()).Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await _place.TokenAsync());
        return client;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, HttpMethod method, Uri target)
    {
        using var request = new HttpRequestMessage(method, target);
        using var response = await client.SendAsync(request).ByLimit();
        return response.StatusCode;
    }

    private static Task<string> UntilAsync(HttpClient client, HttpMethod method, Uri target, HttpStatusCode expected) =>
        Bounds.UntilAsync<string>($"{method} {target} is answered {expected}", async () => await StatusAsync(client, method, target) == expected ? "yes" : null);
}
