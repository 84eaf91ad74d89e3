using System.Text;
using JobsGateway.Import.Tests.Support;
using MongoDB.Bson;

namespace JobsGateway.Import.Tests;

public sealed class RejectTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MemoryImporter _store = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bad_lines_are_told_by_line_and_reason_and_the_rest_goes_in()
    {
        string[] lines = [Imports.Job(1), "{\"_id\":", "", "[]", "{\"name\":\"x\"}", "{\"_id\":\"x\"}", "{\"_id\":{\"$oid\":\"zz\"}}", Imports.Job(2) + " x", Imports.Job(3)];
        var file = _folder.Write("a.json", string.Join('\n', lines));
        var summary = await Imports.AgendaAsync(_store, file);
        Assert.Equal((8, 2, 6), (summary.Read, summary.Inserted, summary.Rejected));
        Assert.Equal([file + ".rejects.jsonl"], summary.RejectFiles);
        var rejects = Imports.Rejects(file + ".rejects.jsonl");
        Assert.Equal([2L, 4, 5, 6, 7, 8], rejects.Select(r => r.Line));
        Assert.All(rejects, r => Assert.Equal(lines[r.Line - 1], r.Document));
        Assert.Contains("malformed JSON", rejects[0].Reason, StringComparison.Ordinal);
        Assert.Equal("not a JSON object", rejects[1].Reason);
        Assert.Equal("it has no _id", rejects[2].Reason);
        Assert.Equal("its _id is of the type String, not ObjectId", rejects[3].Reason);
        Assert.Equal("\"zz\" is no value of $oid", rejects[4].Reason);
    }

    [Fact]
    public async Task Text_that_is_not_UTF8_is_rejected()
    {
        var summary = await Imports.AgendaAsync(_store, _folder.Write("a.json", [.. Encoding.UTF8.GetBytes(Imports.Job(1)[..^2]), 0xFF, .. "\"}\n"u8, .. Encoding.UTF8.GetBytes(Imports.Job(2))]));
        Assert.Equal((1, 1), (summary.Inserted, summary.Rejected));
    }

    [Fact]
    public async Task Documents_nested_deeper_than_a_database_holds_are_rejected()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        var summary = await Imports.AgendaAsync(_store, _folder.Write("a.json", Imports.Job(1, ",\"data\":" + deep) + "\n" + Imports.Job(2)));
        Assert.Equal((1, 1), (summary.Inserted, summary.Rejected));
    }

    [Fact]
    public async Task Documents_that_are_too_large_are_rejected()
    {
        var large = new string('x', 17 << 20);
        var huge = new string('x', 65 << 20);
        var file = _folder.Write("a.json", $"{Imports.Job(1, $",\"x\":\"{large}\"")}\n{Imports.Job(2)}\n{Imports.Job(3, $",\"x\":\"{huge}\"")}\n{Imports.Job(4)}");
        var summary = await Imports.AgendaAsync(_store, file);
        Assert.Equal((2, 2), (summary.Inserted, summary.Rejected));
        Assert.All(Imports.Rejects(summary.RejectFiles[0]), r => Assert.StartsWith("larger than 16 MiB", r.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_compressed_file_that_is_cut_off_gives_what_is_readable()
    {
        var text = string.Join('\n', Enumerable.Range(0, 5000).Select(i => Imports.Job(i, $",\"x\":\"{Guid.NewGuid()}\"")));
        var gzip = TempFolder.Gzip(Encoding.UTF8.GetBytes(text));
        var summary = await Imports.AgendaAsync(_store, _folder.Write("a.json.gz", gzip[..(gzip.Length / 2)]));
        Assert.Null(summary.Failure);
        Assert.InRange(summary.Inserted, 1000, 4999);
        Assert.InRange(summary.Rejected, 1, 2);
        Assert.Contains("cut off", Imports.Rejects(summary.RejectFiles[0])[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_that_is_cut_off_gives_what_is_readable()
    {
        byte[] dump = [.. Enumerable.Range(0, 10).SelectMany(i => BsonDocument.Parse(Imports.Job(i)).ToBson())];
        var summary = await Imports.AgendaAsync(_store, _folder.Write("a.bson", dump[..^5]));
        Assert.Equal((9, 1), (summary.Inserted, summary.Rejected));
        var (number, reason, document) = Assert.Single(Imports.Rejects(summary.RejectFiles[0]));
        Assert.Equal(10, number);
        Assert.StartsWith("the file is cut off", reason, StringComparison.Ordinal);
        Assert.NotEmpty(Convert.FromBase64String(document));
    }

    [Fact]
    public async Task A_bad_document_of_a_dump_is_rejected_and_the_rest_goes_in()
    {
        byte[][] documents = [.. Enumerable.Range(0, 3).Select(i => BsonDocument.Parse(Imports.Job(i)).ToBson())];
        documents[1][4] = 0x7E;
        var summary = await Imports.AgendaAsync(_store, _folder.Write("a.bson", [.. documents.SelectMany(d => d)]));
        Assert.Equal((2, 1), (summary.Inserted, summary.Rejected));
    }

    [Fact]
    public async Task A_wrong_length_ends_a_dump()
    {
        byte[] dump = [.. BsonDocument.Parse(Imports.Job(1)).ToBson(), 1, 0, 0, 0, 9, 9];
        var summary = await Imports.AgendaAsync(_store, _folder.Write("a.bson", dump));
        Assert.Equal((1, 1), (summary.Inserted, summary.Rejected));
    }

    [Fact]
    public async Task A_clean_import_removes_the_reject_file_of_an_earlier_one()
    {
        var file = _folder.Write("a.json", Imports.Job(1) + "\nx");
        var rejects = Assert.Single((await Imports.AgendaAsync(_store, file)).RejectFiles);
        Assert.True(File.Exists(rejects));

        _folder.Write("a.json", Imports.Job(1) + "\n" + Imports.Job(2));
        Assert.Empty((await Imports.AgendaAsync(_store, file)).RejectFiles);

        Assert.False(File.Exists(rejects));
    }

    [Fact]
    public async Task A_file_named_twice_is_refused_and_nothing_goes_in()
    {
        var file = _folder.Write("a.json", Imports.Job(1));
        var again = Path.Combine(_folder.Folder, ".", "a.json");
        foreach (var request in new[] { new ImportRequest([file, again], []), new ImportRequest([file], [file]) })
            Assert.Contains("is named twice", (await Imports.RunAsync(_store, request)).Failure, StringComparison.Ordinal);
        Assert.Empty(_store.Jobs);
    }

    [Fact]
    public async Task Inputs_whose_reject_files_would_be_in_the_way_are_refused_and_nothing_goes_in()
    {
        Directory.CreateDirectory(_folder.PathOf("other"));
        var (file, namesake) = (_folder.Write("a.json", Imports.Job(1)), _folder.Write("other/a.json", Imports.Job(2)));
        var shared = await Imports.RunAsync(_store, new ImportRequest([file, namesake], []) { RejectFolder = _folder.Folder });
        Assert.Contains("would share the reject file", shared.Failure, StringComparison.Ordinal);

        var earlier = _folder.Write("a.json.rejects.jsonl", Imports.Job(3));
        var input = await Imports.AgendaAsync(_store, file, earlier);
        Assert.Contains("is also where rejects of", input.Failure, StringComparison.Ordinal);
        Assert.True(File.Exists(earlier));
        Assert.Empty(_store.Jobs);
    }

    [Fact]
    public async Task Reject_files_can_go_to_another_folder()
    {
        var folder = Directory.CreateDirectory(_folder.PathOf("rejects")).FullName;
        var file = _folder.Write("a.json", "x");
        var summary = await Imports.RunAsync(_store, new ImportRequest([file], []) { RejectFolder = folder });
        Assert.Equal([Path.Combine(folder, "a.json.rejects.jsonl")], summary.RejectFiles);
    }
}
