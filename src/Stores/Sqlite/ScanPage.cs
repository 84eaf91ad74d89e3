using System.Text;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.Sqlite;

/// <summary>A page of a scan: what comes after an id.</summary>
internal static class ScanPage
{
    /// <summary>A walk along Jobs_Id from where it begins; no text is smaller than the empty one.</summary>
    internal const string Jobs = "SELECT Id, Document FROM Jobs WHERE Id > ?1 AND Kind = ?2 ORDER BY Id LIMIT ?3";

    public static IReadOnlyList<ScannedJob> Read(ReadSession session, JobKind kind, JobId? after)
    {
        using var statement = new Statement(session.Connection, Jobs);
        statement.BindText(1, after?.ToString() ?? "");
        statement.BindInteger(2, (long)kind);
        statement.BindInteger(3, JobPages.MostJobs);
        var page = new List<ScannedJob>();
        for (var bytes = 0; bytes < JobPages.MostBytes && statement.Step();)
        {
            var document = new JobDocument(statement.Bytes(1).ToArray());
            page.Add(new ScannedJob(JobId.Parse(Encoding.ASCII.GetString(statement.Bytes(0))), document));
            bytes += document.Utf8.Length;
        }

        return page;
    }
}
