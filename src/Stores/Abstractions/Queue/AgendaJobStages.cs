using System.Text;

namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>The stages of an agenda job, which its timestamps tell.</summary>
/// <remarks>
/// Source: lib/job of agenda 4.4 and the recorded documents. Run once: a job that has started is not due again, so it shows the time it ran as
/// <c>nextRunAt</c> (the contract's rule for a stored null).
/// </remarks>
internal static class AgendaJobStages
{
    // The client's document ends with these two; what is set later stands before them.
    private const string Last = "type";

    public static JobDocument Create(JobId id, string name, ReadOnlyMemory<byte> data, int priority, DateTimeOffset dueAt) =>
        New(id, Encoding.UTF8.GetString(DocumentFields.Quote(name)), data, priority.ToString(System.Globalization.CultureInfo.InvariantCulture), "false", dueAt);

    /// <summary>A new agenda job of one run.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name as JSON.</param>
    /// <param name="data">Its data as JSON; empty for none.</param>
    /// <param name="priority">Its priority as JSON.</param>
    /// <param name="shouldSaveResult">Whether agenda saves the result, as JSON.</param>
    /// <param name="dueAt">When it is due.</param>
    public static JobDocument New(JobId id, string name, ReadOnlyMemory<byte> data, string priority, string shouldSaveResult, DateTimeOffset dueAt)
    {
        var dataMember = data.IsEmpty ? "" : $"\"data\":{Encoding.UTF8.GetString(data.Span)},";
        return JobDocument.FromString(
            $"{{\"_id\":\"{id}\",\"name\":{name},{dataMember}\"priority\":{priority},\"shouldSaveResult\":{shouldSaveResult}," +
            $"\"lastModifiedBy\":null,\"type\":\"normal\",\"nextRunAt\":{DocumentFields.Date(dueAt)}}}");
    }

    public static JobDocument Start(JobDocument job, DateTimeOffset now) =>
        job.SetDate("lockedAt", now, Last).SetDate("lastRunAt", now, Last).SetDate("nextRunAt", now);

    public static JobDocument Succeed(JobDocument job, DateTimeOffset now) => job.SetNull("lockedAt", Last).SetDate("lastFinishedAt", now, Last);

    public static JobDocument Wait(JobDocument job, DateTimeOffset dueAt) => job.SetNull("lockedAt", Last).SetDate("nextRunAt", dueAt);

    public static JobDocument Fail(JobDocument job, string reason, int attempts, DateTimeOffset now) =>
        job.SetNull("lockedAt", Last)
            .SetNumber("failCount", attempts, Last)
            .SetText("failReason", reason, Last)
            .SetDate("failedAt", now, Last)
            .SetDate("lastFinishedAt", now, Last);
}
