using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;

namespace JobsGateway.Speed;

/// <summary>Fetches: against a bare endpoint, and with few against many jobs.</summary>
internal static class FetchBenchmark
{
    private const int BarePort = 5181, SmallPort = 5182, LargePort = 5183;

    public static async Task RunAsync(Plan plan, ImportedStores stores, string folder, Report report, CancellationToken cancellationToken)
    {
        var token = (await Programs.RunAsync(Programs.Gateway, ["token"], cancellationToken)).Output.Trim();
        var smallIds = WriteTargets(stores.Small, folder, "small-ids", "SELECT '/api/v2/jobs/' || Id FROM Jobs LIMIT 100000");
        var largeIds = WriteTargets(stores.Large, folder, "large-ids", "SELECT '/api/v2/jobs/' || Id FROM Jobs WHERE Sequence % 10 = 3 LIMIT 100000");
        const string Correlations = "SELECT '/api/v2/jobs/correlationId/' || CorrelationId FROM Jobs WHERE Kind = 0 AND CorrelationId IS NOT NULL";
        var smallCorrelations = WriteTargets(stores.Small, folder, "small-correlations", Correlations + " LIMIT 100000");
        var largeCorrelations = WriteTargets(stores.Large, folder, "large-correlations", Correlations + " AND Sequence % 10 = 3 LIMIT 100000");

        await using var small = await Server.StartGatewayAsync(stores.Small, SmallPort, cancellationToken);
        await using var large = await Server.StartGatewayAsync(stores.Large, LargePort, cancellationToken);
        var path = (await File.ReadAllLinesAsync(smallIds, cancellationToken))[0];
        var body = await SaveBodyAsync(small.Address + path, token, folder, cancellationToken);
        await using var bare = await Server.StartBareAsync(body, BarePort, cancellationToken);

        await MeasureAsync(plan, report, "Fetch by id: token validated, read from SQLite, against a bare endpoint that returns the same bytes",
            "bare Kestrel endpoint", () => Wrk.RunAsync(plan, bare.Address, null, null, cancellationToken),
            "gateway", () => Wrk.RunAsync(plan, small.Address + path, token, null, cancellationToken));
        await MeasureAsync(plan, report, $"Fetch by id, random ids: 1,000 jobs against {plan.Jobs:N0}",
            "1,000", () => Wrk.RunAsync(plan, small.Address, token, smallIds, cancellationToken),
            $"{plan.Jobs:N0}", () => Wrk.RunAsync(plan, large.Address, token, largeIds, cancellationToken));
        await MeasureAsync(plan, report, $"Fetch by correlation id, random: 1,000 jobs against {plan.Jobs:N0}",
            "1,000", () => Wrk.RunAsync(plan, small.Address, token, smallCorrelations, cancellationToken),
            $"{plan.Jobs:N0}", () => Wrk.RunAsync(plan, large.Address, token, largeCorrelations, cancellationToken));
    }

    private static async Task MeasureAsync(Plan plan, Report report, string what, string nameA, Func<Task<Load>> a, string nameB, Func<Task<Load>> b)
    {
        await a(); // warm: tiered compilation, caches
        await b();
        List<Load> loadsA = [], loadsB = [];
        for (var round = 0; round < plan.Rounds; round++)
        {
            loadsA.Add(await a());
            loadsB.Add(await b());
        }

        report.Pair(what, nameA, loadsA, nameB, loadsB);
    }

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
        while (reader.Read())
            writer.WriteLine(reader.GetString(0));
        return file;
    }
}
