using System.Data;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer;

/// <summary>A walk along the jobs of a kind, a page at a time, where they are written: a secondary lags behind.</summary>
internal sealed class Scan(Connections connections, ScanStatements statements, JobKind kind)
{
    private const int FirstLimit = 50;

    // No id is smaller, not even when the column's type has filled it up with spaces.
    private const string BeforeAll = "";

    // As many as fit a page, as far as the last one tells: rows that were asked for and not read cost the server and the line all the same.
    private int _limit = FirstLimit;

    public async Task<IReadOnlyList<ScannedJob>> ReadPageAsync(JobId? after, CancellationToken cancellationToken)
    {
        await using var session = await connections.OpenAsync(cancellationToken);
        // Where jobs of this kind are rare, a page may walk along millions of others.
        await using var reader = await session.WithoutTimeout().ReadAsync(
            statements.Page, CommandBehavior.Default, cancellationToken, ("Id", after?.ToString() ?? BeforeAll), ("Kind", (byte)kind), ("Limit", _limit));
        var page = new List<ScannedJob>();
        var bytes = 0;
        while (bytes < JobPages.MostBytes && await reader.ReadAsync(cancellationToken))
        {
            var id = JobId.Parse(reader.GetString(0));
            var document = await DocumentReader.ReadAsync(reader, 2, isFirstRow: page.Count == 0, cancellationToken);
            page.Add(new ScannedJob(id, document));
            bytes += document.Utf8.Length;
        }

        _limit = page.Count == 0 ? FirstLimit : (int)Math.Clamp((long)JobPages.MostBytes * page.Count / Math.Max(1, bytes), 1, JobPages.MostJobs);
        return page;
    }
}
