using System.Text;
using JobsGateway.Import.Tests.Support;
using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;

namespace JobsGateway.Import.Tests;

public sealed class ImportRunTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MemoryImporter _store = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Forms => new()
    {
        { "lines", string.Join('\n', Enumerable.Range(0, 300).Select(i => Imports.Job(i))) },
        { "lines with CRLF and blank lines", string.Join("\r\n\r\n", Enumerable.Range(0, 300).Select(i => Imports.Job(i))) + "\r\n  \r\n" },
        { "lines with a byte order mark", "\uFEFF" + string.Join('\n', Enumerable.Range(0, 300).Select(i => Imports.Job(i))) + "\n" },
        { "array", "[" + string.Join(',', Enumerable.Range(0, 300).Select(i => Imports.Job(i))) + "]" },
        { "array with a byte order mark", "\uFEFF[" + string.Join(",\n", Enumerable.Range(0, 300).Select(i => Imports.Job(i))) + "]\n" },
        { "pretty array", "[\n  " + string.Join(",\n  ", Enumerable.Range(0, 300).Select(i => Imports.Job(i).Replace(",", ",\n    ", StringComparison.Ordinal))) + "\n]" },
    };

    [Theory, MemberData(nameof(Forms))]
    public async Task Every_form_of_export_goes_in_in_its_order(string name, string text)
    {
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(text), TempFolder.Gzip(Encoding.UTF8.GetBytes(text)) })
        {
            var store = new MemoryImporter();
            var summary = await Imports.AgendaAsync(store, _folder.Write(name.Replace(' ', '-'), bytes));
            Assert.Equal(new ImportSummary(300, 300, 0, 0, 0).ToString(), (summary with { RejectFiles = [] }).ToString());
            Assert.Equal(Enumerable.Range(0, 300).Select(Imports.Id), store.Jobs.Select(j => j.Index.Id.ToString()));
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_dump_goes_in_in_its_order(bool compressed)
    {
        byte[] dump = [.. Enumerable.Range(0, 300).SelectMany(i => BsonDocument.Parse(Imports.Job(i)).ToBson())];
        var summary = await Imports.AgendaAsync(_store, _folder.Write("agendaJobs.bson", compressed ? TempFolder.Gzip(dump) : dump));
        Assert.Equal((300, 0), (summary.Inserted, summary.Rejected));
        Assert.Equal(Enumerable.Range(0, 300).Select(Imports.Id), _store.Jobs.Select(j => j.Index.Id.ToString()));
    }

    [Fact]
    public async Task Agenda_jobs_go_in_before_queue_jobs_and_each_is_converted_by_its_own_rules()
    {
        var (agenda, queue) = (_folder.Write("a.json", Imports.Job(1)), _folder.Write("q.json", Imports.Job(2)));
        await Imports.RunAsync(_store, new ImportRequest([agenda], [queue]));
        Assert.Equal([JobKind.Agenda, JobKind.Queue], _store.Jobs.Select(j => j.Index.Kind));
        Assert.EndsWith("\"type\":\"once\",\"nextRunAt\":\"1970-01-01T00:00:00.000Z\"}", _store.Jobs[0].Document.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("{\"status\":\"pending\",\"_id\":", _store.Jobs[1].Document.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Importing_again_changes_nothing()
    {
        var file = _folder.Write("a.json", Imports.Job(1) + "\n" + Imports.Job(2));
        await Imports.AgendaAsync(_store, file);
        var again = await Imports.AgendaAsync(_store, file);
        Assert.Equal((2, 0, 2, 0), (again.Read, again.Inserted, again.Unchanged, again.Updated));
        Assert.True(again.NothingChanged);
    }

    [Fact]
    public async Task A_changed_source_updates_but_not_over_a_change_made_here()
    {
        await Imports.AgendaAsync(_store, _folder.Write("a.json", Imports.Job(1) + "\n" + Imports.Job(2)));
        _store.ChangeHere(Imports.Id(2));
        var file = _folder.Write("a.json", Imports.Job(1, ",\"x\":1") + "\n" + Imports.Job(2, ",\"x\":1"));
        var summary = await Imports.AgendaAsync(_store, file);
        Assert.Equal((1, 1, 1), (summary.Updated, summary.Conflicts, summary.Rejected));
        var (line, reason, document) = Assert.Single(Imports.Rejects(Assert.Single(summary.RejectFiles)));
        Assert.Equal((2, Imports.Job(2, ",\"x\":1")), (line, document));
        Assert.Contains("changed here since it was imported and was left alone", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_are_written_in_batches_of_the_size_asked_for()
    {
        var file = _folder.Write("a.json", string.Join('\n', Enumerable.Range(0, 250).Select(i => Imports.Job(i))));
        await Imports.RunAsync(_store, new ImportRequest([file], []) { BatchJobs = 100 });
        Assert.Equal([100, 100, 50], _store.BatchSizes);
    }

    [Fact]
    public async Task An_empty_file_counts_nothing()
    {
        var summary = await Imports.AgendaAsync(_store, _folder.Write("a.json", ""), _folder.Write("b.bson", ""), _folder.Write("c.json", "[]"));
        Assert.Equal((0, 0, null), (summary.Read, summary.Rejected, summary.Failure));
    }
}
