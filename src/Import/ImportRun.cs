using JobsGateway.Import.Progress;
using JobsGateway.Import.Reading;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Import;

/// <summary>Imports files into a store: agenda jobs first, then queue jobs, each file in its own order.</summary>
/// <param name="importer">The store that takes the jobs.</param>
/// <param name="request">What to import.</param>
public sealed class ImportRun(IJobImporter importer, ImportRequest request)
{
    private readonly ImportTally _tally = new();

    /// <summary>Runs to the end or to the first failure; what was written before stays, and running again goes on from there.</summary>
    /// <returns>What became of the documents; a failure is told in <see cref="ImportSummary.Failure"/>, not thrown.</returns>
    public async Task<ImportSummary> RunAsync(IProgress<ImportProgress> progress, CancellationToken cancellationToken)
    {
        try
        {
            var files = ImportFiles.Check(request);
            long bytesBefore = 0, bytesTotal = files.Sum(f => f.Length);
            foreach (var file in files)
            {
                await ImportAsync(file, bytes => progress.Report(new ImportProgress(file.Path, bytesBefore + bytes, bytesTotal, _tally.Read)), cancellationToken);
                bytesBefore += file.Length;
            }

            return _tally.Summarize(null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return _tally.Summarize("Stopped. What was written stays; run the same import again to go on.");
        }
        catch (JobStoreException e)
        {
            return _tally.Summarize(e.Message);
        }
        catch (ImportException e)
        {
            return _tally.Summarize(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return _tally.Summarize($"A file can't be read: {e.Message} Check that it is there and readable, then run the same import again.");
        }
    }

    private async Task ImportAsync(ImportFile file, Action<long> report, CancellationToken cancellationToken)
    {
        using var source = SourceFile.Open(file.Path);
        using var converter = new DocumentConverter(file.Kind, source.Format);
        using var rejects = new RejectFile(RejectFile.PathFor(file.Path, request.RejectFolder), source.Format);
        rejects.RemoveEarlier();
        var batch = new ImportBatch(importer, _tally, rejects, request.BatchJobs, request.BatchBytes);
        try
        {
            await foreach (var chunk in ConversionPipeline.RunAsync(source.Documents().ToAsyncEnumerable(), converter, request.Converters, cancellationToken))
            {
                foreach (var document in chunk)
                    await batch.TakeAsync(document, cancellationToken);
                report(source.BytesRead);
            }

            await batch.FlushAsync(cancellationToken);
            report(file.Length);
        }
        finally
        {
            if (rejects.Path is { } path)
                _tally.AddRejectFile(path);
        }
    }
}
