using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.SqlServer;

/// <summary>A run of imported jobs as <see cref="Statements.ImportStatements.Apply"/> takes it.</summary>
/// <param name="Rows">What is indexed of each, and where its document is in <paramref name="Documents"/>; a JSON array.</param>
/// <param name="Correlations">The correlation ids of jobs that have several; a JSON array.</param>
/// <param name="Documents">The documents, one after another.</param>
internal sealed record ImportRows(string Rows, string Correlations, byte[] Documents)
{
    // The server reads it, not a browser.
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static ImportRows Of(IReadOnlyCollection<(int Position, ImportedJob Job)> run)
    {
        var documents = new byte[run.Sum(entry => entry.Job.Document.Utf8.Length)];
        var rows = new List<Row>(run.Count);
        var correlations = new List<Correlation>();
        var start = 0;
        foreach (var (position, job) in run)
        {
            job.Document.Utf8.Span.CopyTo(documents.AsSpan(start));
            rows.Add(Row.Of(position, job.Index, start + 1, job.Document.Utf8.Length)); // SQL counts from 1.
            correlations.AddRange(JobColumns.SeveralCorrelationIds(job.Index).Select(id => new Correlation(position, id)));
            start += job.Document.Utf8.Length;
        }

        return new ImportRows(JsonSerializer.Serialize(rows, Json), JsonSerializer.Serialize(correlations, Json), documents);
    }

    private sealed record Row(
        int Position,
        int Kind,
        string Id,
        string? Name,
        string? Status,
        string? CorrelationId,
        string? ExternalId,
        string? CommunityAddress,
        string? AccountAddress,
        string? FailedAt,
        string? RetryJob,
        int Start,
        int Length)
    {
        public static Row Of(int position, JobIndex index, int start, int length) => new(
            position,
            (int)index.Kind,
            index.Id.ToString(),
            IndexedText.Of(index.Name),
            IndexedText.Of(index.Status),
            JobColumns.SoleCorrelationId(index),
            IndexedText.Of(index.ExternalId),
            IndexedText.Of(index.CommunityAddress),
            IndexedText.Of(index.AccountAddress),
            Milliseconds.Before(index.FailedAt)?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture),
            IndexedText.Of(index.RetryJob),
            start,
            length);
    }

    private sealed record Correlation(int Position, string CorrelationId);
}
