using JobsGateway.Import.Progress;
using JobsGateway.Migration.Verify;
using JobsGateway.Stores.Conformance;
using JobsGateway.Stores.Sqlite;
using JobsGateway.Verify.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Verify.Tests.Verify;

/// <summary>Exported files as a side.</summary>
public sealed class FileSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private string? _opened;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_in_any_order_are_scanned_in_order_and_what_is_no_job_is_told_without_its_content()
    {
        var path = _folder.PathOf("queuejobs.json");
        await File.WriteAllLinesAsync(path, [Line(3), Line(1), """{"_id":"secret"}""", Line(2), "{secret"]);
        await using var source = await OpenAsync([], [path]);
        Assert.Equal([Jobs.Id(1), Jobs.Id(2), Jobs.Id(3)], (await ScanAsync(source, JobKind.Queue)).Select(job => job.Id.ToString()));
        Assert.Empty(await ScanAsync(source, JobKind.Agenda));
        Assert.Equal([new(JobKind.Queue, "line 3 of queuejobs.json"), new RejectedDocument(JobKind.Queue, "line 5 of queuejobs.json")], source.Rejected);
        Assert.Equal(["queuejobs.json"], _folder.Names);
    }

    [Fact]
    public async Task The_store_goes_away_in_the_end()
    {
        var path = _folder.PathOf("a.json");
        await File.WriteAllTextAsync(path, Line(1));
        var source = await OpenAsync([path], []);
        Assert.True(Directory.Exists(_opened));
        await source.DisposeAsync();
        Assert.False(Directory.Exists(_opened));
    }

    [Fact]
    public async Task The_store_goes_away_where_a_file_cannot_be_read()
    {
        var failure = await Assert.ThrowsAsync<VerifyException>(() => OpenAsync([_folder.PathOf("nowhere.json")], []));
        Assert.Contains("nowhere.json", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_opened));
    }

    [Fact]
    public async Task The_store_goes_away_where_it_is_stopped()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OpenAsync([_folder.PathOf("a.json")], [], new CancellationToken(true)));
        Assert.False(Directory.Exists(_opened));
    }

    private static string Line(int number) => $$$"""{"_id":{"$oid":"{{{Jobs.Id(number)}}}"},"name":"relay","status":"failed"}""";

    private static async Task<List<ScannedJob>> ScanAsync(FileSource source, JobKind kind)
    {
        var jobs = new List<ScannedJob>();
        await foreach (var job in source.ScanAsync(kind, null, default))
            jobs.Add(job);
        return jobs;
    }

    private Task<FileSource> OpenAsync(string[] agenda, string[] queue, CancellationToken cancellationToken = default) =>
        FileSource.OpenAsync(
            agenda,
            queue,
            folder => new SqliteJobStore(new SqliteStoreOptions(Path.Combine(_opened = folder, "jobs.db")), TimeProvider.System, NullLogger<SqliteJobStore>.Instance),
            new PlainProgress(TextWriter.Null, TimeProvider.System, TimeSpan.FromSeconds(5)),
            cancellationToken);
}
