using Dapper;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.SpeedSqlServer;

/// <summary>Fetches by id at random: the whole gateway against the same statement by hand-written ADO.NET.</summary>
internal static class FetchBenchmark
{
    private const int Port = 5183;
    private const int Targets = 20_000;

    public static async Task RunAsync(SpeedPlan plan, TestSchema schema, string folder, Report report, CancellationToken cancellationToken)
    {
        var token = (await Programs.RunAsync(Programs.Gateway, ["token"], cancellationToken)).Output.Trim();
        var targets = new WrkScript("benchmarks/Speed/random-targets.lua", await WriteTargetsAsync(schema, folder));
        var bare = new Side(
            "hand-written ADO.NET",
            () => Server.StartAsync(Programs.Start(Programs.BareSqlServer, schema.Name, Server.AddressOf(Port)), Port, cancellationToken), null, "", targets);
        var gateway = new Side("gateway", () => Server.StartGatewayAsync(Programs.Gateway, Port, Settings.Of(schema), cancellationToken), token, "", targets);
        await Pair.MeasureAsync(
            plan, report, $"Fetch by id of {plan.Jobs:N0} jobs: token validated, read from SQL Server, against the same statement in a minimal endpoint", bare, gateway, cancellationToken);
    }

    private static async Task<string> WriteTargetsAsync(TestSchema schema, string folder)
    {
        var file = Path.Combine(folder, "ids.txt");
        await using var connection = await TestSchema.OpenAsync();
        var ids = await connection.QueryAsync<string>($"SELECT TOP ({Targets}) Id FROM [{schema.Name}].[Jobs] ORDER BY NEWID()", commandTimeout: 600);
        await File.WriteAllLinesAsync(file, ids.Select(id => "/api/v2/jobs/" + id));
        return file;
    }
}
