using System.Text;
using System.Text.Json;
using JobsGateway.Import.Conversion;
using JobsGateway.Import.Reading;
using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;

namespace JobsGateway.Import.Tests;

/// <summary>Documents of every shape, with what the server's own libraries (bson 4.7, agenda 4.4, mongoose 6.13) print of them: see fixtures/README.md.</summary>
public class ServerParityTests
{
    public static TheoryData<string> Fixtures => ["agenda.jsonl", "queue.jsonl"];

    [Theory, MemberData(nameof(Fixtures))]
    public void A_document_exported_or_dumped_becomes_the_JSON_the_server_answers_with(string fixture)
    {
        using var converter = new JobConverter();
        var kind = fixture.StartsWith("agenda", StringComparison.Ordinal) ? JobKind.Agenda : JobKind.Queue;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "fixtures", fixture)))
        {
            using var row = JsonDocument.Parse(line);
            var source = row.RootElement.GetProperty("source").GetString()!;
            var expected = row.RootElement.GetProperty("expected").GetString();
            var stored = ExtendedJsonReader.Read(Encoding.UTF8.GetBytes(source));
            Assert.Equal(expected, converter.Convert(kind, stored).ToString());
            var (dumped, _) = DocumentParser.Parse(SourceFormat.Bson, new SourceDocument(1, stored.ToBson()));
            Assert.Equal(expected, converter.Convert(kind, dumped!).ToString());
        }
    }

    [Fact]
    public void The_sample_export_becomes_the_recorded_answers()
    {
        var contract = Path.Combine(AppContext.BaseDirectory, "contract");
        var jobs = Load(JobKind.Agenda, Path.Combine(contract, "mongo-export", "agendaJobs.json"))
            .Concat(Load(JobKind.Queue, Path.Combine(contract, "mongo-export", "queuejobs.json")))
            // Of a job with the same id the server finds the agenda job.
            .DistinctBy(j => j.Id)
            .ToDictionary(j => j.Id, j => j.Json);
        using var transcripts = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(contract, "transcripts.json")));
        var checkedRows = 0;
        foreach (var row in transcripts.RootElement.EnumerateArray().Where(r => r.GetProperty("section").GetString() == "shapes"))
        {
            var body = row.GetProperty("response").GetProperty("body").GetString()!;
            var id = row.GetProperty("request").GetProperty("path").GetString()!.Split('/')[^1];
            // Where a job has no next run the server shows the time of the request.
            if ((row.GetProperty("volatile").TryGetProperty("body", out var changing) && changing.GetArrayLength() > 0) || !jobs.TryGetValue(id, out var json))
                continue;
            Assert.Equal(body, $$"""{"data":{{json}}}""");
            checkedRows++;
        }

        Assert.True(checkedRows > 10, $"only {checkedRows} rows were comparable");
    }

    private static IEnumerable<(string Id, string Json)> Load(JobKind kind, string path)
    {
        using var converter = new JobConverter();
        foreach (var line in File.ReadLines(path))
        {
            var document = ExtendedJsonReader.Read(Encoding.UTF8.GetBytes(line));
            yield return (document["_id"].AsObjectId.ToString(), converter.Convert(kind, document).ToString());
        }
    }
}
