using System.Net.Http.Headers;
using JobsGateway.Benchmarks.Common;
using Microsoft.Data.Sqlite;

namespace JobsGateway.Speed;

/// <summary>Fetches: against a bare endpoint, and with few against many jobs.</summary>
internal static class FetchBenchmark
{
    private const int Port = 5181;
    private const int Targets = 50_000;

    public static async Task RunAsync(SpeedPlan plan, ImportedStores stores, string folder, Report report, CancellationToken cancellationToken)
    {
        var token = (await Programs.RunAsync(Programs.Gateway, ["token"], cancellationToken)).Output.Trim();
        var smallIds = WriteTargets(stores.Small, folder, "small-ids", "SELECT '/api/v2/jobs/' || Id FROM Jobs LIMIT 100000");
        var largeIds = WriteTargets(stores.Large, folder, "large-ids", "SELECT '/api/v2/jobs/' || Id FROM Jobs WHERE Sequence % 10 = 3 LIMIT 100000");
        const string Correlations = "SELECT '/api/v2/jobs/correlationId/' || CorrelationId FROM Jobs WHERE Kind = 0 AND CorrelationId IS NOT NULL";
        var smallCorrelations = WriteTargets(stores.Small, folder, "small-correlations", Correlations + " LIMIT 100000");
        var largeCorrelations = WriteTargets(stores.Large, folder, "large-correlations", Correlations + " AND Sequence % 10 = 3 LIMIT 100000");

        string path = (await File.ReadAllLinesAsync(smallIds, cancellationToken))[0], body;
        await using (var server = await StartGatewayAsync(stores.Small, cancellationToken))
            body = await SaveBodyAsync(server.Address + path, token, folder, cancellationToken);

        Task<Server> Bare() => Server.StartAsync(Programs.Start(Programs.BareEndpoint, body, Server.AddressOf(Port)), Port, cancellationToken);
        Task<Server> Small() => StartGatewayAsync(stores.Small, cancellationToken);
        Task<Server> Large() => StartGatewayAsync(stores.Large, cancellationToken);
        var large = $"{plan.Jobs:N0} jobs";
        await Pair.MeasureAsync(plan, report, "Fetch by id: token validated, read from SQLite, against a bare endpoint that returns the same bytes",
            new Side("bare Kestrel endpoint", Bare, null, path, null), new Side("gateway", Small, token, path, null), cancellationToken);
        await Pair.MeasureAsync(plan, report, "Fetch by id, random ids, in a small and in a large store",
            new Side("1,000 jobs", Small, token, "", RandomTargets(smallIds)), new Side(large, Large, token, "", RandomTargets(largeIds)), cancellationToken);
        await Pair.MeasureAsync(plan, report, "Fetch by correlation id, at random, in a small and in a large store",
            new Side("1,000 jobs", Small, token, "", RandomTargets(smallCorrelations)), new Side(large, Large, token, "", RandomTargets(largeCorrelations)), cancellationToken);
    }

    private static Task<Server> StartGatewayAsync(string database, CancellationToken cancellationToken) =>
        Server.StartGatewayAsync(Programs.Gateway, Port, [$"--Stores:local:ConnectionString=Data Source={database}"], cancellationToken);

    private static WrkScript RandomTargets(string file) => new("benchmarks/Speed/random-targets.lua", file);

    private static async Task<string> SaveBodyAsync(string url, string token, string folder, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var file = Path.Combine(folder, "body.json");
        await File.WriteAllBytesAsync(file, await client.GetByteArrayAsync(new Uri(url), cancellationToken), cancellationToken);
        return file;
    }

    private static string WriteTargets(string database, string folder, string name, string sql)
    {
        var file = Path.Combine(folder, name + ".txt");
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        using var writer = new StreamWriter(file);
        var targets = new List<string>();
        while (reader.Read())
            targets.Add(reader.GetString(0));
        // As many lines for a small store as for a large one: the client's own work must not differ.
        for (var i = 0; i < Targets; i++)
            writer.WriteLine(targets[i % targets.Count]);
        return file;
    }
}
