using JobsGateway.Migration.Live;
using JobsGateway.Migration.Live.Source;
using JobsGateway.Stores.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Migration.Tests.Support;

/// <summary>A store in a folder of its own, with the checkpoint beside it.</summary>
internal sealed class LocalStore : IAsyncDisposable
{
    private SqliteJobStore? _store;

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("jobsgateway-migration-");

    public string File => Path.Combine(Folder.FullName, "jobs.db");

    public string Checkpoint => Path.Combine(Folder.FullName, "import.checkpoint.json");

    public string Rejects(string kind) => Path.Combine(Folder.FullName, $"import.{kind}.rejects.jsonl");

    public LiveImportRequest Request(Studio studio) => new(SourceAddress.Parse(studio.Address), Checkpoint)
    {
        BatchJobs = 50,
        PollInterval = TimeSpan.FromMilliseconds(20),
        FirstRetryDelay = TimeSpan.FromMilliseconds(1),
    };

    public async Task<ImportTarget> TargetAsync(Func<IJobImporter, IJobImporter>? wrap = null)
    {
        if (_store is null)
        {
            _store = new SqliteJobStore(new SqliteStoreOptions(File), TimeProvider.System, NullLogger<SqliteJobStore>.Instance);
            await _store.PrepareAsync(default);
        }

        return new ImportTarget("local", _store, wrap is null ? _store : wrap(_store));
    }

    public async Task<LiveImportSummary> ImportAsync(LiveImportRequest request, RecordingConsole? console = null) =>
        await new LiveImportRun(await TargetAsync(), request, console ?? new RecordingConsole(), TimeProvider.System).RunAsync(default);

    /// <summary>Imports until it is stopped.</summary>
    public async Task<RunningImport> StartAsync(LiveImportRequest request, Func<IJobImporter, IJobImporter>? wrap = null) => new(await TargetAsync(wrap), request);

    /// <summary>All jobs in the order they were inserted.</summary>
    public List<StoredJob> Jobs()
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Kind, Id, Document FROM Jobs ORDER BY Sequence";
        using var reader = command.ExecuteReader();
        var jobs = new List<StoredJob>();
        while (reader.Read())
            jobs.Add(new StoredJob((JobKind)reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        return jobs;
    }

    public string? Find(JobKind kind, MongoDB.Bson.ObjectId id) => Jobs().Find(job => job.Kind == kind && job.Id == id.ToString())?.Document;

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        Folder.Delete(recursive: true);
    }
}

/// <summary>A job as the store holds it.</summary>
internal sealed record StoredJob(JobKind Kind, string Id, string Document);
