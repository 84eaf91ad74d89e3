using JobsGateway.Import;
using JobsGateway.Migration.Tests.Support;
using MongoDB.Bson;

namespace JobsGateway.Migration.Tests.Live;

/// <summary>Reading both collections of a database in use.</summary>
public abstract class CopyTests
{
    protected abstract Task<Studio> StudioAsync();

    [SkippableFact]
    public async Task Every_document_becomes_a_job_agenda_jobs_first_in_the_order_of_their_ids()
    {
        await using var studio = await StudioAsync();
        await using var local = new LocalStore();
        await studio.FillAsync(agenda: 120, queue: 1_230);

        var summary = await local.ImportAsync(local.Request(studio));

        Assert.Null(summary.Documents.Failure);
        Assert.Equal((1_350, 1_350), (summary.Documents.Read, summary.Documents.Inserted));
        Assert.Equal(
            Enumerable.Range(0, 120).Select(n => (JobKind.Agenda, Documents.Id(n).ToString())).Concat(Enumerable.Range(0, 1_230).Select(n => (JobKind.Queue, Documents.Id(n).ToString()))),
            local.Jobs().Select(job => (job.Kind, job.Id)));
        Assert.Equal("""{"_id":"663200000000000000000003","name":"mint","data":{"externalId":"e3","text":"xxx"},"status":"succeeded","createdAt":"2024-05-01T08:00:03.000Z","updatedAt":"2024-05-01T08:00:03.000Z","__v":0}""",
            local.Find(JobKind.Queue, Documents.Id(3)));
    }

    [SkippableFact]
    public async Task A_finished_import_run_again_reads_everything_and_takes_what_changed()
    {
        await using var studio = await StudioAsync();
        await using var local = new LocalStore();
        await studio.FillAsync(agenda: 60, queue: 60);
        await local.ImportAsync(local.Request(studio));
        await studio.Queue.UpdateOneAsync(new BsonDocument("_id", Documents.Id(7)), Documents.Status("cancelled"));

        var console = new RecordingConsole();
        var summary = await local.ImportAsync(local.Request(studio), console);

        Assert.Equal((120, 119, 1), (summary.Documents.Read, summary.Documents.Unchanged, summary.Documents.Updated));
        Assert.Contains("\"cancelled\"", local.Find(JobKind.Queue, Documents.Id(7)), StringComparison.Ordinal);
        Assert.Contains(console.Told, told => told.StartsWith("the last import was complete", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Documents_whose_id_is_no_ObjectId_are_rejected_and_do_not_stop_the_others()
    {
        await using var studio = await StudioAsync();
        await using var local = new LocalStore();
        BsonValue[] odd = ["text", 5, 7.5, new BsonDocument("a", 1), true, DateTime.UnixEpoch, new BsonBinaryData([1, 2, 3]), BsonMaxKey.Value];
        await studio.Queue.InsertManyAsync(odd.Select(id => Documents.Queue(1).Set("_id", id)));
        await studio.FillAsync(agenda: 1, queue: 120);

        var summary = await local.ImportAsync(local.Request(studio));

        Assert.Null(summary.Documents.Failure);
        Assert.Equal((odd.Length, 121), (summary.Documents.Rejected, summary.Documents.Inserted));
        Assert.Equal(ImportExitCode.SomeRejected, ImportExitCode.For(summary.Documents));
        var lines = await File.ReadAllLinesAsync(local.Rejects("queue"));
        Assert.Equal(odd.Length, lines.Length);
        Assert.All(lines, line => Assert.Contains("not ObjectId", line, StringComparison.Ordinal));
        Assert.Equal([local.Rejects("queue")], summary.Documents.RejectFiles);
    }

    [SkippableFact]
    public async Task Other_names_of_collections_can_be_given_and_wrong_ones_are_told_with_those_that_are_there()
    {
        await using var studio = await StudioAsync();
        await using var local = new LocalStore();
        await studio.FillAsync(agenda: 10, queue: 20);

        var swapped = await local.ImportAsync(local.Request(studio) with { AgendaCollection = "nothing", QueueCollection = "queuejobs" });
        Assert.Equal((null, 20L), (swapped.Documents.Failure, swapped.Documents.Inserted));

        var summary = await local.ImportAsync(local.Request(studio) with { AgendaCollection = "agendajobs", QueueCollection = "queueJobs", Restart = true });
        Assert.Contains("names there are: agendaJobs, queuejobs", summary.Documents.Failure, StringComparison.Ordinal);
        Assert.Contains("--agenda-collection", summary.Documents.Failure, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Progress_counts_documents_against_what_is_there()
    {
        await using var studio = await StudioAsync();
        await using var local = new LocalStore();
        await studio.FillAsync(agenda: 100, queue: 300);
        var console = new RecordingConsole();

        await local.ImportAsync(local.Request(studio), console);

        Assert.All(console.Copied, progress => Assert.Equal(400, progress.Total));
        Assert.Equal(400, console.Copied[^1].Done);
        Assert.Equal(console.Copied.Order(Comparer<JobsGateway.Import.Progress.ImportProgress>.Create((a, b) => a.Done.CompareTo(b.Done))), console.Copied);
    }

    public sealed class OnWire : CopyTests
    {
        protected override Task<Studio> StudioAsync() => Task.FromResult(Studio.OnWire());
    }

    public sealed class OnMongoDb : CopyTests
    {
        protected override Task<Studio> StudioAsync() => Studio.OnMongoDbAsync(isReplicaSet: null);
    }
}
