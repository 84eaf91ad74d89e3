using System.Text.RegularExpressions;
using JobsGateway.Gateway.Tests.Hosting;

namespace JobsGateway.Gateway.Tests.Contract;

/// <summary>A gateway with the documents of the recordings.</summary>
internal static partial class RecordedJobs
{
    public static string AgendaJobs => Path.Combine(AppContext.BaseDirectory, "contract", "mongo-export", "agendaJobs.json");

    public static string QueueJobs => Path.Combine(AppContext.BaseDirectory, "contract", "mongo-export", "queuejobs.json");

    /// <summary>The ids of all documents.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. File.ReadLines(AgendaJobs).Concat(File.ReadLines(QueueJobs)).Select(line => IdPattern().Match(line).Groups[1].Value).Distinct()];

    public static async Task<TestGateway> StartGatewayAsync(Dictionary<string, string?>? settings = null, TimeProvider? clock = null)
    {
        var gateway = await TestGateway.StartAsync(settings, clock);
        await gateway.ImportAsync(AgendaJobs, QueueJobs);
        return gateway;
    }

    [GeneratedRegex("^\\{\"_id\":\\{\"\\$oid\":\"([0-9a-f]{24})\"")]
    private static partial Regex IdPattern();
}
