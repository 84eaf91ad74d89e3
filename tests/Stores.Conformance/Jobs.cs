using System.Globalization;

namespace JobsGateway.Stores.Conformance;

/// <summary>Job documents for tests, as clients see them.</summary>
public static class Jobs
{
    /// <summary>The id of test job <paramref name="number"/>; ids ascend with the numbers.</summary>
    public static string Id(int number) => "65e1f3a0" + number.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>A queue job.</summary>
    /// <param name="number">Gives the id.</param>
    /// <param name="status">Its status.</param>
    /// <param name="data">Its data, as JSON.</param>
    /// <param name="name">Its name.</param>
    /// <param name="more">Keys at the end, as JSON.</param>
    public static (JobKind Kind, string Json) Queue(int number, string status = "failed", string data = "{}", string name = "relay", string? more = null) =>
        (JobKind.Queue,
            $$"""{"_id":"{{Id(number)}}","name":"{{name}}","data":{{data}},"status":"{{status}}","createdAt":"2024-03-01T10:00:00.000Z","updatedAt":"2024-03-01T10:00:05.500Z","__v":0{{(more is null ? "" : "," + more)}}}""");

    /// <summary>An agenda job.</summary>
    /// <param name="number">Gives the id.</param>
    /// <param name="times">The keys that tell its state, as JSON; null for a failed job.</param>
    /// <param name="data">Its data, as JSON.</param>
    /// <param name="name">Its name.</param>
    public static (JobKind Kind, string Json) Agenda(int number, string? times = null, string data = "{}", string name = "deploy") =>
        (JobKind.Agenda,
            $$"""{"_id":"{{Id(number)}}","name":"{{name}}","data":{{data}},"priority":10,"shouldSaveResult":false,"lastModifiedBy":null,{{times ?? FailedTimes}},"type":"once","nextRunAt":"2024-03-01T10:00:00.000Z"}""");

    /// <summary>The timestamps of a failed agenda job.</summary>
    public const string FailedTimes =
        "\"lockedAt\":null,\"lastRunAt\":\"2024-03-01T10:00:00.125Z\",\"failCount\":1,\"failReason\":\"boom\",\"failedAt\":\"2024-03-01T10:00:07.000Z\",\"lastFinishedAt\":\"2024-03-01T10:00:07.000Z\"";

    /// <summary>Data with this correlation id.</summary>
    public static string Correlated(string correlationId) => $"{{\"correlationId\":\"{correlationId}\"}}";
}
