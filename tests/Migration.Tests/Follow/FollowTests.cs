using JobsGateway.Migration.Tests.Support;
using MongoDB.Bson;
using MongoDB.Driver;

namespace JobsGateway.Migration.Tests.Follow;

/// <summary>Keeping the store in step while Studio still writes, by a change stream or by polling.</summary>
public abstract class FollowTests
{
    /// <summary>Whether the way of following sees every deletion.</summary>
    protected abstract bool SeesAllDeletions { get; }

    protected abstract Task<Studio> StudioAsync();

    [SkippableFact]
    public async Task What_is_made_and_changed_in_the_source_comes_into_the_store()
    {
        await using var studio = await StudioAsync();
        await using var local = new LocalStore();
        await studio.FillAsync(agenda: 30, queue: 70);
        await using var import = await local.StartAsync(local.Request(studio) with { Follow = true });
        await import.Console.UntilFollowingAsync();
        Assert.Equal(100, local.Jobs().Count);

        ObjectId queue = ObjectId.GenerateNewId(), agenda = ObjectId.GenerateNewId();
        await studio.Queue.InsertOneAsync(Documents.Queue(queue, 1, "pending", TimeProvider.System.GetUtcNow().UtcDateTime));
        await studio.Agenda.InsertOneAsync(Documents.Scheduled(agenda));
        await import.Console.UntilAsync(() => IsIn(queue, "pending") && local.Find(JobKind.Agenda, agenda) is not null);
        await studio.Queue.UpdateOneAsync(new BsonDocument("_id", queue), Documents.Status("started"));
        await import.Console.UntilAsync(() => IsIn(queue, "started"));
        await studio.Queue.UpdateOneAsync(new BsonDocument("_id", queue), Documents.Status("succeeded"));
        await studio.Agenda.ReplaceOneAsync(new BsonDocument("_id", Documents.Id(3)), Documents.Agenda(3).Set("lastFinishedAt", TimeProvider.System.GetUtcNow().UtcDateTime).Set("failReason", "odd"));
        await import.Console.UntilAsync(() => IsIn(queue, "succeeded") && local.Find(JobKind.Agenda, Documents.Id(3))!.Contains("odd", StringComparison.Ordinal));

        var summary = await import.StopAsync();
        Assert.Null(summary.Documents.Failure);
        Assert.Equal((102, 0), (summary.Documents.Inserted, summary.Documents.Rejected));
        Assert.InRange(summary.Follow!.Value.Lag, TimeSpan.Zero, TimeSpan.FromSeconds(30));

        bool IsIn(ObjectId id, string status) => local.Find(JobKind.Queue, id)?.Contains($"\"status\":\"{status}\"", StringComparison.Ordinal) ?? false;
    }

    [SkippableFact]
    public async Task What_changes_while_everything_is_read_is_not_missed()
    {
        await using var studio = await StudioAsync();
        await using var local = new LocalStore();
        await studio.FillAsync(agenda: 0, queue: 200);
        await studio.Agenda.InsertOneAsync(Documents.Agenda(0));
        var hooked = new HookedImporter(async () => await studio.Queue.UpdateOneAsync(new BsonDocument("_id", Documents.Id(0)), Documents.Status("cancelled")), batch: 2);

        await using var import = await local.StartAsync(local.Request(studio) with { Follow = true }, hooked.Around);

        await import.Console.UntilAsync(() => local.Find(JobKind.Queue, Documents.Id(0))?.Contains("cancelled", StringComparison.Ordinal) ?? false);
        Assert.Equal(1, (await import.StopAsync()).Documents.Updated);
    }

    [SkippableFact]
    public async Task A_change_that_no_date_tells_of_is_seen_while_the_job_is_open()
    {
        await using var studio = await StudioAsync();
        await using var local = new LocalStore();
        await studio.FillAsync(agenda: 1, queue: 1);
        await using var import = await local.StartAsync(local.Request(studio) with { Follow = true });
        await import.Console.UntilFollowingAsync();
        var id = ObjectId.GenerateNewId();
        await studio.Agenda.InsertOneAsync(Documents.Scheduled(id));
        await import.Console.UntilAsync(() => local.Find(JobKind.Agenda, id) is not null);

        await studio.Agenda.UpdateOneAsync(new BsonDocument("_id", id), Documents.Set("data", new BsonDocument("step", 2)));

        await import.Console.UntilAsync(() => local.Find(JobKind.Agenda, id)!.Contains("\"step\":2", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Deletions_are_counted_and_not_carried_out()
    {
        await using var studio = await StudioAsync();
        await using var local = new LocalStore();
        await studio.FillAsync(agenda: 5, queue: 5);
        await using var import = await local.StartAsync(local.Request(studio) with { Follow = true });
        await import.Console.UntilFollowingAsync();
        var open = ObjectId.GenerateNewId();
        await studio.Agenda.InsertOneAsync(Documents.Scheduled(open));
        await import.Console.UntilAsync(() => local.Find(JobKind.Agenda, open) is not null);

        await studio.Queue.DeleteOneAsync(new BsonDocument("_id", Documents.Id(2)));
        await studio.Agenda.DeleteOneAsync(new BsonDocument("_id", open));
        await import.Console.UntilAsync(() => import.Console.Follow!.Value.Deletions == (SeesAllDeletions ? 2 : 1));

        await import.StopAsync();
        Assert.Equal(11, local.Jobs().Count);
    }

    [SkippableFact]
    public async Task What_changed_while_it_was_away_comes_in_when_it_is_back_without_reading_everything()
    {
        await using var studio = await StudioAsync();
        await using var local = new LocalStore();
        await studio.FillAsync(agenda: 200, queue: 200);
        await using (var first = await local.StartAsync(local.Request(studio) with { Follow = true }))
            await first.Console.UntilFollowingAsync();
        var id = ObjectId.GenerateNewId();
        await studio.Queue.InsertOneAsync(Documents.Queue(id, 1, "pending", TimeProvider.System.GetUtcNow().UtcDateTime));
        await studio.Queue.UpdateOneAsync(new BsonDocument("_id", Documents.Id(9)), Documents.Status("cancelled"));

        await using var second = await local.StartAsync(local.Request(studio) with { Follow = true });
        await second.Console.UntilAsync(() => local.Find(JobKind.Queue, id) is not null && local.Find(JobKind.Queue, Documents.Id(9))!.Contains("cancelled", StringComparison.Ordinal));

        var summary = await second.StopAsync();
        Assert.Equal(2, summary.Documents.Read);
        Assert.Equal(401, local.Jobs().Count);
    }

    [SkippableFact]
    public async Task A_job_changed_on_both_sides_is_left_alone_and_listed_once()
    {
        await using var studio = await StudioAsync();
        await using var local = new LocalStore();
        await studio.Queue.InsertOneAsync(Documents.Queue(Documents.Id(1), 1, "failed", DateTime.UnixEpoch));
        await studio.Agenda.InsertOneAsync(Documents.Agenda(1));
        await using var import = await local.StartAsync(local.Request(studio) with { Follow = true });
        await import.Console.UntilFollowingAsync();
        Assert.Equal(OutcomeStatus.Found, (await (await local.TargetAsync()).Store.RetryByIdAsync(JobId.Parse(Documents.Id(1).ToString()), default)).Status);
        var here = local.Find(JobKind.Queue, Documents.Id(1));

        await studio.Queue.UpdateOneAsync(new BsonDocument("_id", Documents.Id(1)), Documents.Status("cancelled"));
        var later = ObjectId.GenerateNewId();
        await studio.Queue.InsertOneAsync(Documents.Queue(later, 2, "pending", TimeProvider.System.GetUtcNow().UtcDateTime));
        await import.Console.UntilAsync(() => local.Find(JobKind.Queue, later) is not null);
        var shown = import.Console.Follow;
        await studio.Queue.UpdateOneAsync(new BsonDocument("_id", later), Documents.Status("started"));
        await import.Console.UntilAsync(() => import.Console.Follow != shown && local.Find(JobKind.Queue, later)!.Contains("started", StringComparison.Ordinal));

        var summary = await import.StopAsync();
        Assert.Equal((null, 1L), (summary.Documents.Failure, summary.Documents.Conflicts));
        Assert.Equal(here, local.Find(JobKind.Queue, Documents.Id(1)));
        Assert.Contains("changed here", Assert.Single(await File.ReadAllLinesAsync(local.Rejects("queue"))), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_store_that_goes_away_for_a_while_loses_nothing()
    {
        await using var studio = await StudioAsync();
        await using var local = new LocalStore();
        await studio.FillAsync(agenda: 5, queue: 120);
        var broken = new BreakableImporter();
        await using var import = await local.StartAsync(local.Request(studio) with { Follow = true }, broken.Around);
        await import.Console.UntilFollowingAsync();

        broken.FailuresLeft = 5;
        var ids = Enumerable.Range(0, 10).Select(_ => ObjectId.GenerateNewId()).ToList();
        foreach (var id in ids)
            await studio.Queue.InsertOneAsync(Documents.Queue(id, 1, "pending", TimeProvider.System.GetUtcNow().UtcDateTime));
        await import.Console.UntilToldAsync("the disk is away");
        await import.Console.UntilAsync(() => ids.TrueForAll(id => local.Find(JobKind.Queue, id) is not null));

        var summary = await import.StopAsync();
        Assert.Null(summary.Documents.Failure);
        Assert.Equal(0, broken.FailuresLeft);
        Assert.Single(import.Console.Told, told => told.Contains("the disk is away", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Killed_again_and_again_while_the_source_is_written_it_misses_nothing()
    {
        await using var studio = await StudioAsync();
        await using var local = new LocalStore();
        await studio.FillAsync(agenda: 100, queue: 100);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() => WriteAsync(studio, stop.Token));
        for (var kills = 0; kills < 4; kills++)
        {
            using var process = new ImportProcess(studio, local, "follow");
            Assert.True(await process.UntilWrittenAsync(3));
            process.Kill();
        }

        await stop.CancelAsync();
        await writing;

        await using var whole = new LocalStore();
        await whole.ImportAsync(whole.Request(studio));
        var wanted = whole.Jobs().OrderBy(job => (job.Kind, job.Id)).ToList();
        await using var last = await local.StartAsync(local.Request(studio) with { Follow = true });
        await last.Console.UntilAsync(() => local.Jobs().OrderBy(job => (job.Kind, job.Id)).SequenceEqual(wanted));
    }

    private static async Task WriteAsync(Studio studio, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var id = ObjectId.GenerateNewId();
            await studio.Queue.InsertOneAsync(Documents.Queue(id, 1, "pending", TimeProvider.System.GetUtcNow().UtcDateTime), cancellationToken: CancellationToken.None);
            await studio.Queue.UpdateOneAsync(new BsonDocument("_id", id), Documents.Status("succeeded"), cancellationToken: CancellationToken.None);
            await studio.Queue.UpdateOneAsync(new BsonDocument("_id", Documents.Id(Random.Shared.Next(100))), Documents.Status("failed"), cancellationToken: CancellationToken.None);
        }
    }
}
