using JobsGateway.Import.Progress;
using JobsGateway.Import.Tests.Support;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace JobsGateway.Import.Tests;

public sealed class ImportCommandRunnerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MemoryImporter _store = new();
    private readonly StringWriter _output = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_clean_import_exits_with_0_and_tells_the_counts()
    {
        Assert.Equal(0, await RunAsync(_store, _folder.Write("a.json", Imports.Job(1))));
        Assert.StartsWith("read 1 / inserted 1 / unchanged 0 / updated 0 / rejected 0", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_import_says_that_nothing_changed()
    {
        var file = _folder.Write("a.json", Imports.Job(1));
        await RunAsync(_store, file);
        Assert.Equal(0, await RunAsync(_store, file));
        Assert.Contains("nothing changed: every job is in the store already", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_with_rejects_exits_with_2_and_names_their_file()
    {
        var file = _folder.Write("a.json", Imports.Job(1) + "\nx");
        Assert.Equal(2, await RunAsync(_store, file));
        Assert.Contains(file + ".rejects.jsonl", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_cannot_be_read_exit_with_1_and_the_cure()
    {
        Assert.Equal(1, await RunAsync(_store, _folder.PathOf("missing.json")));
        Assert.Equal(1, await RunAsync(_store, _folder.Folder));
        Assert.Equal(1, await RunAsync(_store));
        Assert.Equal(1, await RunAsync(_store, _folder.Write("utf16.json", [0xFF, 0xFE, (byte)'{', 0])));
        Assert.Equal(1, await RunAsync(_store, _folder.PathOf("missing/missing.json")));
        foreach (var hint in new[] { "does not exist", "is a folder", "name at least one file", "convert the file to UTF-8" })
            Assert.Contains(hint, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_exits_with_1_and_its_message()
    {
        Assert.Equal(1, await RunAsync(new BrokenImporter(), _folder.Write("a.json", Imports.Job(1))));
        Assert.Contains("error: the disk is full", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_stops_with_1_and_says_how_to_go_on()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var request = new ImportRequest([_folder.Write("a.json", Imports.Job(1))], []);
        Assert.Equal(1, await ImportCommandRunner.RunAsync(_store, request, _output, TimeProvider.System, stop.Token));
        Assert.Contains("run the same import again", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_progress_is_a_line_an_interval_with_pace_and_time_left()
    {
        var clock = new FakeTimeProvider();
        var progress = new PlainProgress(_output, clock, TimeSpan.FromSeconds(5));
        progress.Report(new ImportProgress("a.json", 10, 100, 1000));
        clock.Advance(TimeSpan.FromSeconds(5));
        progress.Report(new ImportProgress("a.json", 25, 100, 10_000));
        progress.Report(new ImportProgress("a.json", 30, 100, 11_000));
        Assert.Equal("25 % 10,000 documents, 2,000/s, 0:00:15 left, a.json", _output.ToString().Trim());
    }

    [Fact]
    public async Task Terminal_progress_shows_file_pace_and_percentage()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(_output) });
        console.Profile.Width = 120;
        var clock = new FakeTimeProvider();
        var done = await new TerminalProgress(console, clock).ShowAsync(progress =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            progress.Report(new ImportProgress("export/a[1].json", 100, 100, 20_000));
            return Task.FromResult(7);
        });
        Assert.Equal(7, done);
        Assert.Contains("a[1].json 20,000 documents, 20,000/s, 0:00:00 left", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("100%", _output.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(IJobImporter store, params string[] files) =>
        ImportCommandRunner.RunAsync(store, new ImportRequest(files, []), _output, TimeProvider.System, CancellationToken.None);

    private sealed class BrokenImporter : IJobImporter
    {
        public ValueTask<ImportBatchOutcome> ImportAsync(IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken) =>
            throw new JobStoreException("the disk is full");
    }
}
