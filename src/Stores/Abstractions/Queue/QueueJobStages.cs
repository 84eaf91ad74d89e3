using System.Text;
using System.Text.Json;

namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>The stages of a queue job: <c>pending → started → succeeded | failed</c>, <c>cancelRequested → cancelled</c>.</summary>
/// <remarks>
/// Source: QueueJob.js and taskManager/index.js of fuseio/fuse-studio, and the recorded documents. A job that failed has <c>failCount, failReason, failedAt,
/// lastFinishedAt</c>, as those it recorded with all four: clients need <c>failedAt</c> beside the reason, and <c>lastFinishedAt</c> to stop polling.
/// </remarks>
internal static class QueueJobStages
{
    public static JobDocument Create(JobId id, string name, ReadOnlyMemory<byte> data, DateTimeOffset now) =>
        JobDocument.FromString(New($"\"_id\":\"{id}\",", "", Encoding.UTF8.GetString(DocumentFields.Quote(name)), data, now));

    public static JobDocument Start(JobDocument job, DateTimeOffset now) => InStatus(job, "started", now);

    public static JobDocument Change(JobDocument job, string? accountAddress, DateTimeOffset now)
    {
        var changed = job.SetDate("updatedAt", now);
        return accountAddress is null ? changed : changed.SetText("accountAddress", accountAddress);
    }

    public static JobDocument Succeed(JobDocument job, DateTimeOffset now) => InStatus(job, "succeeded", now).SetDate("lastFinishedAt", now);

    public static JobDocument Wait(JobDocument job, DateTimeOffset now) => InStatus(job, "pending", now);

    public static JobDocument Fail(JobDocument job, string reason, int attempts, DateTimeOffset now) =>
        InStatus(job, "failed", now)
            .SetNumber("failCount", attempts)
            .SetText("failReason", reason)
            .SetDate("failedAt", now)
            .SetDate("lastFinishedAt", now);

    public static JobDocument RequestCancel(JobDocument job, DateTimeOffset now) => InStatus(job, "cancelRequested", now);

    // The server shows the account that the data name.
    public static JobDocument Cancel(JobDocument job, DateTimeOffset now)
    {
        using var json = job.Parse();
        var account = json.RootElement.ValueKindOf("data") == JsonValueKind.Object ? json.RootElement.GetProperty("data").StringOrNull("accountAddress") : null;
        return account is null ? InStatus(job, "cancelled", now) : InStatus(job.SetText("accountAddress", account), "cancelled", now);
    }

    /// <summary>A new queue job: keys in the order they are stored, or with the id where a retry's answer has it.</summary>
    /// <param name="idFirst">The id with its comma, where it comes first; else empty.</param>
    /// <param name="idLater">The id with its comma, where it comes before the times; else empty.</param>
    /// <param name="name">The name as JSON.</param>
    /// <param name="data">The data as JSON; empty for none.</param>
    /// <param name="now">The moment it is made.</param>
    public static string New(string idFirst, string idLater, string name, ReadOnlyMemory<byte> data, DateTimeOffset now)
    {
        var dataMember = data.IsEmpty ? "" : $"\"data\":{Encoding.UTF8.GetString(data.Span)},";
        var community = CommunityAddress(data) is { } address ? $"\"communityAddress\":{address}," : "";
        var date = DocumentFields.Date(now);
        return $"{{{idFirst}\"name\":{name},{dataMember}\"status\":\"pending\",{community}{idLater}\"createdAt\":{date},\"updatedAt\":{date},\"__v\":0}}";
    }

    // The server copies data.communityAddress where it is truthy; the schema casts it to a string.
    private static string? CommunityAddress(ReadOnlyMemory<byte> data)
    {
        if (data.IsEmpty)
            return null;
        using var json = JsonDocument.Parse(data, JobJson.Options);
        if (!json.RootElement.IsTruthy("communityAddress"))
            return null;
        return json.RootElement.GetProperty("communityAddress") switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetRawText(),
            { ValueKind: JsonValueKind.Number or JsonValueKind.True } value => $"\"{value.GetRawText()}\"",
            _ => null,
        };
    }

    private static JobDocument InStatus(JobDocument job, string status, DateTimeOffset now) => job.SetText("status", status).SetDate("updatedAt", now);
}
