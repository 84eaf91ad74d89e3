using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Import;

/// <summary>An input file.</summary>
internal sealed record ImportFile(string Path, JobKind Kind, long Length);

/// <summary>Looks at all input files before anything is written.</summary>
internal static class ImportFiles
{
    private static readonly StringComparer PathComparer = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <exception cref="ImportException">A file is not there, or two are in each other's way; nothing was imported.</exception>
    public static IReadOnlyList<ImportFile> Check(ImportRequest request)
    {
        ImportFile[] files =
        [
            .. request.AgendaFiles.Select(path => Check(path, JobKind.Agenda)),
            .. request.QueueFiles.Select(path => Check(path, JobKind.Queue)),
        ];
        if (files.Length == 0)
            throw new ImportException("There is nothing to import: name at least one file of agenda jobs or of queue jobs.");
        CheckPaths(files, request.RejectFolder);
        return files;
    }

    // Every input has its own reject file, which its import removes first: it must neither be that of another input nor an input itself.
    private static void CheckPaths(IReadOnlyList<ImportFile> files, string? rejectFolder)
    {
        var inputs = new HashSet<string>(PathComparer);
        foreach (var file in files)
        {
            if (!inputs.Add(Path.GetFullPath(file.Path)))
                throw new ImportException($"The file '{file.Path}' is named twice: name each file once, as agenda jobs or as queue jobs.");
        }

        var rejects = new HashSet<string>(PathComparer);
        foreach (var file in files)
        {
            var reject = Path.GetFullPath(RejectFile.PathFor(file.Path, rejectFolder));
            if (inputs.Contains(reject))
                throw new ImportException($"The input '{reject}' is also where rejects of '{file.Path}' would go: rename it, or choose another folder for reject files.");
            if (!rejects.Add(reject))
                throw new ImportException($"Two inputs named '{Path.GetFileName(file.Path)}' would share the reject file '{reject}': rename one, or import it by itself with another folder for reject files.");
        }
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
