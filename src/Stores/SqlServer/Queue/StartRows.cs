using System.Text.Json;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.SqlServer.Queue;

/// <summary>Leased jobs as <see cref="Statements.ClaimStatements.Start"/> takes them.</summary>
/// <param name="Rows">The keys, versions and new statuses, and where each document is in <paramref name="Documents"/>; a JSON array.</param>
/// <param name="Documents">The new documents, one after another.</param>
internal sealed record StartRows(string Rows, byte[] Documents)
{
    public static StartRows Of(IReadOnlyCollection<(QueuedJob Job, JobDocument Started)> jobs)
    {
        var documents = new byte[jobs.Sum(job => job.Started.Utf8.Length)];
        var rows = new List<Row>(jobs.Count);
        var start = 0;
        foreach (var (job, started) in jobs)
        {
            started.Utf8.Span.CopyTo(documents.AsSpan(start));
            var status = IndexedText.Of(JobIndex.Read(job.Kind, started).Status);
            rows.Add(new Row(job.Id.ToString(), (byte)job.Kind, job.Version, status, start + 1, started.Utf8.Length)); // SQL counts from 1.
            start += started.Utf8.Length;
        }

        return new StartRows(JsonSerializer.Serialize(rows), documents);
    }

    private sealed record Row(string Id, byte Kind, int Version, string? Status, int Start, int Length);
}
