using System.Globalization;

namespace JobsGateway.WebConsole.Jobs;

/// <summary>Something that happened to a job.</summary>
/// <param name="At">When; null where the document does not say.</param>
/// <param name="Text">What.</param>
/// <param name="Kind">How it is shown.</param>
/// <param name="Job">Another job it leads to.</param>
public sealed record JobEvent(DateTimeOffset? At, string Text, JobEventKind Kind, string? Job = null)
{
    private static readonly (string Name, string Text, JobEventKind Kind)[] Times =
    [
        ("createdAt", "Created", JobEventKind.Plain),
        ("lockedAt", "Taken by a worker", JobEventKind.Begun),
        ("lastRunAt", "Started", JobEventKind.Begun),
        ("failedAt", "Failed", JobEventKind.Bad),
        ("lastFinishedAt", "Finished", JobEventKind.Good),
        ("updatedAt", "Last changed", JobEventKind.Plain),
        ("nextRunAt", "Due", JobEventKind.Plain),
    ];

    /// <summary>The events a document tells of.</summary>
    internal static IEnumerable<JobEvent> Of(JobDocument job)
    {
        var events = Times.Where(time => job.Time(time.Name) is not null)
            .Select(time => new JobEvent(job.Time(time.Name), time.Text, time.Kind) { Name = time.Name })
            .ToList();
        if (job.Time("createdAt") is null && CreatedBy(job.Id) is { } created)
            events.Add(new JobEvent(created, "Created, as its id says", JobEventKind.Plain));
        // A failed run ends, too, at the moment it failed: one point in the line is enough.
        if (job.Time("failedAt") is { } failed && job.Time("lastFinishedAt") == failed)
            events.RemoveAll(point => point.Name == "lastFinishedAt");
        events.Sort((a, b) => Nullable.Compare(a.At, b.At));
        if (job.RetryJob is { } retry)
            events.Add(new JobEvent(null, "Retried by another job", JobEventKind.Begun, retry));
        return events.Select(point => point.Name == "failedAt" && job.FailReason is { } reason ? point with { Text = $"Failed: {reason}" } : point);
    }

    private string? Name { get; init; }

    // The first four bytes of an id are the seconds since 1970.
    private static DateTimeOffset? CreatedBy(string id) =>
        id.Length == 24 && uint.TryParse(id.AsSpan(0, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}

/// <summary>How an event is shown.</summary>
public enum JobEventKind
{
    /// <summary>Neither good nor bad.</summary>
    Plain,

    /// <summary>Work has begun.</summary>
    Begun,

    /// <summary>Work has ended well.</summary>
    Good,

    /// <summary>Work has failed.</summary>
    Bad,
}
