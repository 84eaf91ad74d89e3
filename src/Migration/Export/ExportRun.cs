using JobsGateway.Migration.Progress;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Export;

/// <summary>Writes a store's jobs to files that mongoimport reads, in the order of their ids and in constant memory.</summary>
/// <param name="scanner">The store.</param>
/// <param name="request">What to export.</param>
public sealed class ExportRun(IJobScanner scanner, ExportRequest request)
{
    /// <summary>Runs to the end. Files have their names only once all of them are complete.</summary>
    /// <returns>What was written; a failure is told in <see cref="ExportSummary.Failure"/>, not thrown.</returns>
    public async Task<ExportSummary> RunAsync(CountProgress progress, CancellationToken cancellationToken)
    {
        var exports = new List<KindExport>();
        try
        {
            foreach (var (kind, path) in Check())
            {
                exports.Add(new KindExport(kind, path));
                await exports[^1].WriteAsync(scanner, progress, cancellationToken);
            }

            return new ExportSummary([.. exports.Select(export => export.Complete(request.Force))]);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Failed("Stopped; no file was written.");
        }
        catch (Exception e) when (e is JobStoreException or ExportException)
        {
            return Failed(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed($"A file can't be written: {e.Message} Check that its folder is there and writable, and that the disk has room.");
        }
        finally
        {
            exports.ForEach(export => export.Dispose());
        }
    }

    private static ExportSummary Failed(string reason) => new([], reason);

    private List<(JobKind Kind, string Path)> Check()
    {
        var files = new List<(JobKind, string)>();
        if (request.AgendaFile is { } agenda)
            files.Add((JobKind.Agenda, Path.GetFullPath(agenda)));
        if (request.QueueFile is { } queue)
            files.Add((JobKind.Queue, Path.GetFullPath(queue)));
        if (files is [(_, var one), (_, var other)] && one == other)
            throw new ExportException($"Both kinds of job would go to '{one}': name two files.");
        foreach (var (_, path) in files)
        {
            if (Directory.Exists(path))
                throw new ExportException($"'{path}' is a folder: name a file in it, agendaJobs.json or queuejobs.json for instance.");
            if (File.Exists(path) && !request.Force)
                throw new ExportException($"The file '{path}' is there already: name another, move it away, or give --force to replace it.");
        }

        return files;
    }
}
