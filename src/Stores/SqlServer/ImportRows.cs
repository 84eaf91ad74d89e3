using System.Data;
using System.Globalization;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Imported jobs as rows of the two tables they are staged in.</summary>
internal sealed class ImportRows : IDisposable
{
    private ImportRows()
    {
        foreach (var (name, type) in new[]
        {
            ("Position", typeof(int)), ("Kind", typeof(byte)), ("Id", typeof(string)), ("Name", typeof(string)), ("Status", typeof(string)),
            ("CorrelationId", typeof(string)), ("ExternalId", typeof(string)), ("CommunityAddress", typeof(string)), ("AccountAddress", typeof(string)),
            ("FailedAt", typeof(DateTime)), ("RetryJob", typeof(string)), ("SourceHash", typeof(byte[])), ("Document", typeof(byte[])),
            ("Result", typeof(byte)), ("Version", typeof(int)),
        })
        {
            Jobs.Columns.Add(name, type);
        }

        foreach (var (name, type) in new[] { ("Kind", typeof(byte)), ("Id", typeof(string)), ("CorrelationId", typeof(string)) })
            Correlations.Columns.Add(name, type);
    }

    public DataTable Jobs { get; } = new() { Locale = CultureInfo.InvariantCulture };

    public DataTable Correlations { get; } = new() { Locale = CultureInfo.InvariantCulture };

    /// <summary>Makes the rows of jobs of which no two have the same id and kind.</summary>
    public static ImportRows Of(IEnumerable<(int Position, ImportedJob Job)> jobs)
    {
        var rows = new ImportRows();
        foreach (var (position, job) in jobs)
            rows.Add(position, job.Index, job.Document);
        return rows;
    }

    public void Dispose()
    {
        Jobs.Dispose();
        Correlations.Dispose();
    }

    private void Add(int position, JobIndex index, JobDocument document)
    {
        var (kind, id) = ((byte)index.Kind, index.Id.ToString());
        Jobs.Rows.Add(
            position,
            kind,
            id,
            IndexedText.Of(index.Name),
            IndexedText.Of(index.Status),
            JobColumns.SoleCorrelationId(index),
            IndexedText.Of(index.ExternalId),
            IndexedText.Of(index.CommunityAddress),
            IndexedText.Of(index.AccountAddress),
            Milliseconds.Before(index.FailedAt),
            IndexedText.Of(index.RetryJob),
            SourceHash.Of(document.Utf8.Span),
            document.Utf8.ToArray(),
            (byte)ImportResult.Inserted,
            0);
        foreach (var correlationId in JobColumns.SeveralCorrelationIds(index))
            Correlations.Rows.Add(kind, id, correlationId);
    }
}
