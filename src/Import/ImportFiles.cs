using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Import;

/// <summary>An input file.</summary>
internal sealed record ImportFile(string Path, JobKind Kind, long Length);

/// <summary>Looks at all input files before anything is written.</summary>
internal static class ImportFiles
{
    /// <exception cref="ImportException">A file is not there; nothing was imported.</exception>
    public static IReadOnlyList<ImportFile> Check(ImportRequest request)
    {
        ImportFile[] files =
        [
            .. request.AgendaFiles.Select(path => Check(path, JobKind.Agenda)),
            .. request.QueueFiles.Select(path => Check(path, JobKind.Queue)),
        ];
        return files.Length > 0 ? files : throw new ImportException("There is nothing to import: name at least one file of agenda jobs or of queue jobs.");
    }

    private static ImportFile Check(string path, JobKind kind)
    {
        if (Directory.Exists(path))
            throw new ImportException($"'{path}' is a folder: name the files in it that hold the jobs, agendaJobs.bson and queuejobs.bson for instance.");
        var file = new FileInfo(path);
        return file.Exists
            ? new ImportFile(path, kind, file.Length)
            : throw new ImportException($"The file '{path}' does not exist: check the path, relative ones start from '{Directory.GetCurrentDirectory()}'.");
    }
}
