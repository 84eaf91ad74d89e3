using System.Text;
using JobsGateway.Migration.Progress;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Export;

/// <summary>The export of one kind of job to its file; what is to be known of single jobs goes to a file beside it, a line of JSON each.</summary>
internal sealed class KindExport(JobKind kind, string path) : IDisposable
{
    private readonly StoredLine _line = new();
    private readonly ReadBack _readBack = new();
    private readonly long[] _counts = new long[Enum.GetValues<ExportNote>().Length];
    private readonly PartialFile _file = new(path);
    private PartialFile? _notes;

    /// <summary>The file of the notes.</summary>
    public static string NotesOf(string path) => path + ".notes.jsonl";

    public async Task WriteAsync(IJobScanner scanner, CountProgress progress, CancellationToken cancellationToken)
    {
        await foreach (var job in scanner.ScanAsync(kind, null, cancellationToken))
        {
            Write(job);
            progress.Count(kind);
        }

        _file.Finish();
        _notes?.Finish();
    }

    /// <summary>Gives the files their names.</summary>
    public ExportedFile Complete(bool replace)
    {
        _file.Name(replace);
        _notes?.Name(replace: true);
        if (_notes is null)
            File.Delete(NotesOf(path)); // An earlier export's would look current.
        return new ExportedFile(kind, path, _counts.Sum() - CountOf(ExportNote.LeftOut), _file.Length)
        {
            Changed = CountOf(ExportNote.Changed),
            LeftOut = CountOf(ExportNote.LeftOut),
            Locked = CountOf(ExportNote.Locked),
            NotScheduled = CountOf(ExportNote.NotScheduled),
            Notes = _notes?.Path,
        };
    }

    public void Dispose()
    {
        _readBack.Dispose();
        _file.Dispose();
        _notes?.Dispose();
    }

    private long CountOf(ExportNote note) => _counts[(int)note];

    private void Write(ScannedJob job)
    {
        var note = Export(job);
        _counts[(int)note]++;
        if (note == ExportNote.None)
            return;
        _notes ??= new PartialFile(NotesOf(path));
        _notes.WriteLine(Encoding.UTF8.GetBytes($"{{\"id\":\"{job.Id}\",\"note\":\"{NameOf(note)}\"}}"));
    }

    private ExportNote Export(ScannedJob job)
    {
        var (line, note) = _line.Write(kind, job);
        var problem = line.IsEmpty ? note : _readBack.Check(kind, job.Document, line);
        if (problem != ExportNote.LeftOut)
            _file.WriteLine(line.Span);
        return problem == ExportNote.None ? note : problem;
    }

    private static string NameOf(ExportNote note) => note switch
    {
        ExportNote.Locked => "locked",
        ExportNote.NotScheduled => "notScheduled",
        ExportNote.Changed => "changed",
        _ => "leftOut",
    };
}
