using System.Text.Json;
using JobsGateway.Import;
using JobsGateway.Import.Progress;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>Exported files as a side. They are in no order, so they are imported into a store of their own first, which goes away in the end.</summary>
public sealed class FileSource : IVerifySource
{
    private readonly DirectoryInfo _folder;
    private readonly IReadOnlyList<string> _rejectFiles;
    private readonly ImportRequest _request;
    private readonly IJobStore _store;

    private FileSource(ImportRequest request, DirectoryInfo folder, IJobStore store, ImportSummary summary)
    {
        _request = request;
        _folder = folder;
        _store = store;
        _rejectFiles = summary.RejectFiles;
    }

    /// <inheritdoc/>
    public string Name => "the files";

    /// <inheritdoc/>
    public IEnumerable<RejectedDocument> Rejected =>
        from path in _rejectFiles
        let input = Path.GetFileName(path)[..^RejectSuffix.Length]
        let kind = _request.AgendaFiles.Any(file => Path.GetFileName(file) == input) ? JobKind.Agenda : JobKind.Queue
        from line in File.ReadLines(path)
        select new RejectedDocument(kind, $"line {LineOf(line)} of {input}");

    private static string RejectSuffix => ".rejects.jsonl";

    /// <summary>Reads the files.</summary>
    /// <param name="agendaFiles">Files of agenda jobs.</param>
    /// <param name="queueFiles">Files of queue jobs.</param>
    /// <param name="makeStore">Makes a store in a folder, of a type that imports and scans.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="VerifyException">A file can't be read.</exception>
    /// <exception cref="JobStoreException">The store can't be made or written.</exception>
    public static async Task<FileSource> OpenAsync(
        IReadOnlyList<string> agendaFiles, IReadOnlyList<string> queueFiles, Func<string, IJobStore> makeStore, IImportProgress progress, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("jobsgateway-verify-");
        var store = makeStore(folder.FullName);
        try
        {
            await store.PrepareAsync(cancellationToken);
            var request = new ImportRequest(agendaFiles, queueFiles) { RejectFolder = folder.FullName };
            var summary = await progress.ShowAsync(reports => new ImportRun((IJobImporter)store, request).RunAsync(reports, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            return summary.Failure is null ? new FileSource(request, folder, store, summary) : throw new VerifyException(summary.Failure);
        }
        catch
        {
            await RemoveAsync(store, folder);
            throw;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ScannedJob> ScanAsync(JobKind kind, JobId? after, CancellationToken cancellationToken) =>
        ((IJobScanner)_store).ScanAsync(kind, after, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobDocument?> FindAsync(JobKind kind, JobId id, CancellationToken cancellationToken) => ((IJobScanner)_store).FindAsync(kind, id, cancellationToken);

    /// <summary>Removes the store.</summary>
    public ValueTask DisposeAsync() => RemoveAsync(_store, _folder);

    private static async ValueTask RemoveAsync(IJobStore store, DirectoryInfo folder)
    {
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static long LineOf(string reject)
    {
        using var json = JsonDocument.Parse(reject);
        return json.RootElement.GetProperty("line").GetInt64();
    }
}
