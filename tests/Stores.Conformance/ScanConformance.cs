using static JobsGateway.Stores.Conformance.Jobs;

namespace JobsGateway.Stores.Conformance;

/// <summary>The walk along all jobs.</summary>
public abstract class ScanConformance(IStoreFixture fixture) : StoreConformance(fixture)
{
    private IJobScanner Scanner => (IJobScanner)Store;

    [SkippableFact]
    public async Task An_empty_store_has_nothing_to_scan()
    {
        Assert.Empty(await ScanAsync(JobKind.Agenda));
        Assert.Empty(await ScanAsync(JobKind.Queue));
    }

    [SkippableFact]
    public async Task Each_kind_is_scanned_by_itself_in_the_order_of_ids_whatever_the_order_of_insertion()
    {
        await ImportAsync(Queue(3), Agenda(2), Queue(1), Agenda(3), Queue(0), Agenda(7));
        Assert.Equal([Queue(0).Json, Queue(1).Json, Queue(3).Json], Texts(await ScanAsync(JobKind.Queue)));
        Assert.Equal([Agenda(2).Json, Agenda(3).Json, Agenda(7).Json], Texts(await ScanAsync(JobKind.Agenda)));
        Assert.Equal([Id(0), Id(1), Id(3)], (await ScanAsync(JobKind.Queue)).Select(job => job.Id.ToString()));
    }

    [SkippableFact]
    public async Task A_scan_begins_after_an_id_that_may_be_there_or_not()
    {
        await ImportAsync(Queue(1), Queue(2), Queue(4), Agenda(5));
        Assert.Equal([Queue(2).Json, Queue(4).Json], Texts(await ScanAsync(JobKind.Queue, Id(1))));
        Assert.Equal([Queue(4).Json], Texts(await ScanAsync(JobKind.Queue, Id(3))));
        Assert.Empty(await ScanAsync(JobKind.Queue, Id(4)));
    }

    [SkippableFact]
    public async Task Ids_at_both_ends_and_next_to_each_other_are_seen_once()
    {
        string[] ids = ["000000000000000000000000", "000000000000000000000001", "7fffffffffffffffffffffff", "800000000000000000000000", "fffffffffffffffffffffffe", "ffffffffffffffffffffffff"];
        await ImportAsync([.. ids.Reverse().Select(id => (JobKind.Queue, Queue(1).Json.Replace(Id(1), id, StringComparison.Ordinal)))]);
        Assert.Equal(ids, (await ScanAsync(JobKind.Queue)).Select(job => job.Id.ToString()));
    }

    [SkippableTheory]
    [InlineData(JobPages.MostJobs - 1)]
    [InlineData(JobPages.MostJobs)]
    [InlineData(JobPages.MostJobs + 1)]
    [InlineData((2 * JobPages.MostJobs) + 1)]
    public async Task Every_job_is_seen_once_across_the_ends_of_pages(int count)
    {
        await ImportAsync([.. Enumerable.Range(0, count).SelectMany(i => new[] { Queue(i), Agenda(i) })]);
        Assert.Equal(Enumerable.Range(0, count).Select(i => Queue(i).Json), Texts(await ScanAsync(JobKind.Queue)));
        Assert.Equal(Enumerable.Range(0, count).Select(i => Agenda(i).Json), Texts(await ScanAsync(JobKind.Agenda)));
    }

    [SkippableFact]
    public async Task Large_documents_come_as_they_are()
    {
        var lengths = new[] { 100, 3 << 20, 6_900, 7_000, 7_100, 5 << 20, 10, 1 << 20, 10 };
        (JobKind, string)[] jobs = [.. lengths.Select((length, i) => Queue(i, data: $$"""{"text":"{{new string('x', length)}}"}"""))];
        await ImportAsync(jobs);
        var scanned = await ScanAsync(JobKind.Queue);
        Assert.True(Texts(scanned).SequenceEqual(jobs.Select(job => job.Item2)));
    }

    [SkippableFact]
    public async Task Writers_work_while_a_scan_runs_and_what_was_there_all_the_time_is_seen_once()
    {
        const int count = 3 * JobPages.MostJobs;
        await ImportAsync([.. Enumerable.Range(0, count).Select(i => Queue(2 * i))]);
        var seen = new List<string>();
        var round = 0;
        await foreach (var job in Scanner.ScanAsync(JobKind.Queue, null, default))
        {
            seen.Add(job.Id.ToString());
            if (seen.Count % 250 != 1)
                continue;
            // Before the scan, where it is and behind it; a retry changes a job and makes one.
            Assert.Equal(3, (await ImportAsync(Queue((2 * round) + 1), Queue((seen.Count * 2) + 101), Queue(10_000_000 + round))).Inserted);
            Assert.Equal(OutcomeStatus.Found, (await RetryAsync(Id(2 * (count - 1 - round++)))).Status);
        }

        Assert.Equal(seen.Order(StringComparer.Ordinal).Distinct(), seen);
        Assert.Empty(Enumerable.Range(0, count).Select(i => Id(2 * i)).Except(seen));
    }

    [SkippableFact]
    public async Task A_cancelled_scan_ends()
    {
        await ImportAsync([.. Enumerable.Range(0, 3 * JobPages.MostJobs).Select(i => Queue(i))]);
        using var cancellation = new CancellationTokenSource();
        var seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var job in Scanner.ScanAsync(JobKind.Queue, null, cancellation.Token))
            {
                if (++seen == 10)
                    await cancellation.CancelAsync();
            }
        });
        Assert.InRange(seen, 10, JobPages.MostJobs);
    }

    [SkippableFact]
    public async Task A_closed_store_says_so()
    {
        await ImportAsync(Queue(1));
        await Store.DisposeAsync();
        await Assert.ThrowsAsync<JobStoreException>(() => ScanAsync(JobKind.Queue));
    }

    private async Task<List<ScannedJob>> ScanAsync(JobKind kind, string? after = null)
    {
        var jobs = new List<ScannedJob>();
        await foreach (var job in Scanner.ScanAsync(kind, after is null ? null : JobId.Parse(after), default))
            jobs.Add(job);
        return jobs;
    }

    private static IEnumerable<string> Texts(IEnumerable<ScannedJob> jobs) => jobs.Select(job => job.Document.ToString());
}
