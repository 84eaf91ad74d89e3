using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace JobsGateway.Deployment.Tests;

/// <summary>What must hold in a store whatever has happened to the processes that wrote it.</summary>
internal static class StoreFacts
{
    /// <summary>Each job was retried at most once, its link leads to the new job, documents and columns agree, and every answered retry is there.</summary>
    /// <param name="database">The file.</param>
    /// <param name="answers">What clients were answered: new jobs.</param>
    public static void AreConsistent(string database, IReadOnlyCollection<string> answers)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        Assert.Equal("ok", Texts(connection, "PRAGMA integrity_check").Single());
        var jobs = Texts(connection, "SELECT json_array(Id, Status, RetryJob, Document) FROM Jobs").Select(row => JsonNode.Parse(row)!.AsArray()).ToDictionary(
            row => (string)row[0]!,
            row => (Status: (string?)row[1], Retry: (string?)row[2], Document: JsonNode.Parse((string)row[3]!)!));
        var links = jobs.Values.Where(job => job.Retry is not null).Select(job => job.Retry!).ToArray();
        var made = jobs.Where(job => job.Value.Status == "pending").Select(job => job.Key).ToHashSet();
        Assert.Equal(links.Length, links.Distinct().Count());
        Assert.True(made.SetEquals(links), $"There are {made.Count} new jobs and {links.Length} links.");
        Assert.All(jobs, job =>
        {
            Assert.Equal(job.Key, (string?)job.Value.Document["_id"]);
            Assert.Equal(job.Value.Status, (string?)job.Value.Document["status"]);
            Assert.Equal(job.Value.Retry, (string?)job.Value.Document["retryJob"]);
        });
        Assert.Equal(made.Count, Texts(connection, "SELECT CAST(COUNT(*) AS TEXT) FROM QueueEntries").Select(int.Parse).Single());
        Assert.All(answers, answer => Assert.All(IdsOf(answer), id => Assert.Contains(id, made)));
    }

    /// <summary>How many jobs there are.</summary>
    public static int CountOf(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        return int.Parse(Texts(connection, "SELECT CAST(COUNT(*) AS TEXT) FROM Jobs").Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> IdsOf(string answer)
    {
        var root = JsonNode.Parse(answer)!;
        return (root["data"] ?? root["job"]) is JsonArray several ? several.Select(job => (string)job!["_id"]!) : [(string)(root["data"] ?? root["job"])!["_id"]!];
    }

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }
}
