using JobsGateway.Migration.Export;
using JobsGateway.Stores.Conformance;
using JobsGateway.Verify.Tests.Support;

namespace JobsGateway.Verify.Tests.Export;

/// <summary>The files of an export.</summary>
public sealed class ExportFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_empty_store_gives_empty_files()
    {
        var summary = await new MemoryStore().ExportAsync(new ExportRequest(_folder.PathOf("a.json"), _folder.PathOf("q.json")));
        Assert.Equal((0, 0), (summary.Files[0].Written, summary.Files[1].Written));
        Assert.Equal(["a.json", "q.json"], _folder.Names);
        Assert.Equal("", await File.ReadAllTextAsync(_folder.PathOf("q.json")));
    }

    [Fact]
    public async Task One_kind_may_be_exported_by_itself()
    {
        var store = await new MemoryStore().WithAsync(Jobs.Queue(1), Jobs.Agenda(2));
        Assert.Equal(1, Assert.Single((await store.ExportAsync(new ExportRequest(null, _folder.PathOf("q.json")))).Files).Written);
        Assert.Equal(["q.json"], _folder.Names);
    }

    [Fact]
    public async Task A_file_that_is_there_is_only_replaced_when_told_to()
    {
        var store = await new MemoryStore().WithAsync(Jobs.Queue(1));
        var path = _folder.PathOf("q.json");
        await File.WriteAllTextAsync(path, "mine");
        Assert.Contains("--force", (await store.ExportAsync(new ExportRequest(null, path))).Failure, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(path));
        Assert.Null((await store.ExportAsync(new ExportRequest(null, path) { Force = true })).Failure);
        Assert.Single(await File.ReadAllLinesAsync(path));
        Assert.Equal(["q.json"], _folder.Names);
    }

    [Theory]
    [InlineData("q.json", "q.json", "name two files")]
    [InlineData("a.json", "", "is a folder")]
    [InlineData("no-folder/a.json", "q.json", "can't be written")]
    public async Task Files_that_cannot_be_are_told(string agenda, string queue, string expected)
    {
        var summary = await new MemoryStore().ExportAsync(new ExportRequest(_folder.PathOf(agenda), _folder.PathOf(queue)));
        Assert.Contains(expected, summary.Failure, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task An_export_that_is_stopped_or_fails_leaves_nothing()
    {
        var store = await new MemoryStore().WithAsync(Jobs.Queue(1), Jobs.Agenda(2));
        var request = new ExportRequest(_folder.PathOf("a.json"), _folder.PathOf("q.json"));
        Assert.Contains("Stopped", (await store.ExportAsync(request, new CancellationToken(true))).Failure, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
        await store.Jobs.DisposeAsync();
        Assert.Contains("closed", (await store.ExportAsync(request)).Failure, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_job_that_cannot_be_written_is_left_out_and_told_and_one_that_would_be_another_is_told()
    {
        var store = await new MemoryStore().WithAsync(
            Jobs.Queue(1, data: """{"amount":{"$numberDecimal":"none"}}"""),
            Jobs.Queue(2),
            Jobs.Queue(3, data: """{"half":"\ud800"}"""),
            Jobs.Queue(4, data: """{"id":{"$oid":"65e1f3a07c1b2d0034b50001"}}"""));
        var path = _folder.PathOf("q.json");
        var summary = await store.ExportAsync(new ExportRequest(null, path));
        Assert.False(summary.IsExact);
        Assert.Equal((3, 2, 1), (summary.Files[0].Written, summary.Files[0].Changed, summary.Files[0].LeftOut));
        Assert.Equal(3, (await File.ReadAllLinesAsync(path)).Length);
        Assert.Equal(
            [$$"""{"id":"{{Jobs.Id(1)}}","note":"leftOut"}""", $$"""{"id":"{{Jobs.Id(3)}}","note":"changed"}""", $$"""{"id":"{{Jobs.Id(4)}}","note":"changed"}"""],
            await File.ReadAllLinesAsync(summary.Files[0].Notes!));
        Assert.Equal(2, ExportReport.Write(summary, TimeSpan.Zero, TextWriter.Null, TextWriter.Null));
    }
}
