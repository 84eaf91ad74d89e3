using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Shadow;

/// <summary>What the gateway stands between: a server that answers after a while, a local store with the same job, and a server that never answers.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly Server _studio;
    private readonly TcpListener _silent;
    private readonly int _nobody = Server.FreePort();

    private Place(string database, string path, string token, byte[] body, Server studio, TcpListener silent)
    {
        (Database, Path, Token, Body, _studio, _silent) = (database, path, token, body, studio, silent);
    }

    public string Database { get; }

    /// <summary>What is asked for.</summary>
    public string Path { get; }

    /// <summary>An admin's token: the parity report is asked for, too.</summary>
    public string Token { get; }

    public byte[] Body { get; }

    public static async Task<Place> PrepareAsync(ShadowPlan plan, string folder, CancellationToken cancellationToken)
    {
        var token = (await Programs.RunAsync(Programs.Gateway, ["token", "--admin"], cancellationToken)).Output.Trim();
        await Programs.RunAsync(Programs.JobGenerator, ["--agenda", "0", "--queue", "1000", "--out", folder], cancellationToken);
        var database = System.IO.Path.Combine(folder, "jobs.db");
        await Programs.RunAsync(
            Programs.Gateway,
            ["import", "--queue-jobs", System.IO.Path.Combine(folder, "queuejobs.json"), $"--Stores:local:ConnectionString=Data Source={database}"],
            cancellationToken);
        var id = (await File.ReadAllLinesAsync(System.IO.Path.Combine(folder, "queuejobs.json"), cancellationToken))[0].Split("\"$oid\":")[1].Trim()[1..25];
        var path = $"/api/v2/jobs/{id}";
        var body = await FetchAsync(database, path, token, cancellationToken);
        var file = System.IO.Path.Combine(folder, "body.json");
        await File.WriteAllBytesAsync(file, body, cancellationToken);
        var port = Server.FreePort();
        var studio = await Server.StartAsync(
            Programs.Start(Programs.BareEndpoint, file, Server.AddressOf(port), plan.StudioMilliseconds.ToString(CultureInfo.InvariantCulture)), port, cancellationToken);
        var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(1024); // The kernel takes connections; nobody answers them.
        return new Place(database, path, token, body, studio, silent);
    }

    /// <summary>Starts a gateway.</summary>
    /// <param name="store">The store of the route.</param>
    /// <param name="shadow">The store that is compared; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Server> StartAsync(string store, string? shadow, CancellationToken cancellationToken)
    {
        string[] settings =
        [
            $"--Stores:local:ConnectionString=Data Source={Database}",
            "--Stores:studio:Type=Upstream", $"--Stores:studio:Destinations:a:Address={_studio.Address}",
            "--Stores:silent:Type=Upstream", $"--Stores:silent:Destinations:a:Address={Server.AddressOf(((IPEndPoint)_silent.LocalEndpoint).Port)}",
            "--Stores:down:Type=Upstream", $"--Stores:down:Destinations:a:Address={Server.AddressOf(_nobody)}",
            $"--Routes:FetchById:Store={store}",
            .. new[] { "FetchByCorrelationId", "FetchByExternalId", "RetryById", "RetryByQuery" }.Select(operation => $"--Routes:{operation}:Store=local"),
            .. shadow is null ? Array.Empty<string>() : [$"--Routes:FetchById:Shadow:Store={shadow}"],
        ];
        return Server.StartGatewayAsync(Programs.Gateway, Server.FreePort(), settings, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _silent.Dispose();
        await _studio.DisposeAsync();
    }

    private static async Task<byte[]> FetchAsync(string database, string path, string token, CancellationToken cancellationToken)
    {
        await using var server = await Server.StartGatewayAsync(Programs.Gateway, Server.FreePort(), [$"--Stores:local:ConnectionString=Data Source={database}"], cancellationToken);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.GetByteArrayAsync(new Uri(server.Address + path), cancellationToken);
    }
}
