using FsCheck.Xunit;
using JobsGateway.Comparison;
using JobsGateway.Migration.Progress;
using JobsGateway.Migration.Verify;
using JobsGateway.Verify.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using static JobsGateway.Stores.Conformance.Jobs;

namespace JobsGateway.Verify.Tests.Verify;

/// <summary>What a comparison finds, tells and looks at again.</summary>
public sealed class VerifyRunTests : IDisposable
{
    private static readonly VerifyOptions Confirming = new() { Confirm = true };

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Equal_sides_are_the_same()
    {
        var (summary, _) = await RunAsync(new(Queue(1), Agenda(1), Queue(2)), new(Queue(2), Queue(1), Agenda(1)));
        Assert.True(summary.AreSame);
        Assert.Equal((1, 2), (summary.Kinds[0].InSource, summary.Kinds[1].InStore));
    }

    [Fact]
    public async Task Each_sort_of_difference_is_found_counted_and_written_without_values()
    {
        var (summary, report) = await RunAsync(
            new(Queue(1), Queue(2), Agenda(3), Agenda(5)),
            new(Queue(1, "pending"), Queue(9), Agenda(3), Agenda(5, data: """{"secret":"word"}""")));
        Assert.False(summary.AreSame);
        Assert.Equal((1, 1, 1), (summary.Kinds[1].Missing, summary.Kinds[1].Extra, summary.Kinds[1].Different));
        Assert.Equal((0, 0, 1), (summary.Kinds[0].Missing, summary.Kinds[0].Extra, summary.Kinds[0].Different));
        Assert.Equal(
            [
                $$"""{"kind":"agenda","id":"{{Id(5)}}","what":"different","paths":["data.secret"]}""",
                $$"""{"kind":"queue","id":"{{Id(1)}}","what":"different","paths":["status"]}""",
                $$"""{"kind":"queue","id":"{{Id(2)}}","what":"missing","paths":[]}""",
                $$"""{"kind":"queue","id":"{{Id(9)}}","what":"extra","paths":[]}""",
            ],
            report);
    }

    [Property(MaxTest = 200)]
    public async Task Counts_are_those_of_a_naive_comparison(Dictionary<byte, bool> left, Dictionary<byte, bool> right)
    {
        var (summary, report) = await RunAsync(Side(left), Side(right));
        var counts = summary.Kinds[1];
        Assert.Equal((left.Count, right.Count), (counts.InSource, counts.InStore));
        Assert.Equal((left.Keys.Except(right.Keys).Count(), right.Keys.Except(left.Keys).Count()), (counts.Missing, counts.Extra));
        Assert.Equal(left.Count(job => right.TryGetValue(job.Key, out var other) && other != job.Value), counts.Different);
        Assert.Equal(counts.Missing + counts.Extra + counts.Different, report.Length);

        static ListSource Side(Dictionary<byte, bool> jobs) => new([.. jobs.Select(job => Queue(job.Key, job.Value ? "failed" : "pending"))]);
    }

    [Fact]
    public async Task The_kinds_that_are_not_asked_for_are_left_alone()
    {
        var (summary, _) = await RunAsync(new(Queue(1)), new(Queue(1), Agenda(1)), new VerifyOptions { Kinds = [JobKind.Queue] });
        Assert.True(summary.AreSame);
    }

    [Fact]
    public async Task Documents_that_are_no_jobs_are_told_and_make_a_difference()
    {
        var source = new ListSource(Queue(1)) { Rejected = [new RejectedDocument(JobKind.Queue, "line 2 of q.json")] };
        var (summary, report) = await RunAsync(source, new(Queue(1)));
        Assert.False(summary.AreSame);
        Assert.Equal(["""{"kind":"queue","what":"rejected","place":"line 2 of q.json"}"""], report);
    }

    [Fact]
    public async Task A_job_that_is_only_a_moment_behind_has_caught_up()
    {
        var (source, store) = (new ListSource(Queue(1), Queue(2), Queue(3)), new ListSource(Queue(1, "pending"), Queue(2)));
        store.OnScan = scan =>
        {
            if (scan == 3)
                Put(store, Queue(1));
        };
        var running = RunAsync(source, store, Confirming);
        await PassTimeAsync(running);
        var (summary, report) = await running;
        Assert.Equal((1, 0, 1), (summary.Kinds[1].Missing, summary.Kinds[1].Different, summary.Kinds[1].CaughtUp));
        Assert.Single(report);
    }

    [Fact]
    public async Task A_job_that_goes_on_changing_counts_as_the_same_once_it_was_met_so()
    {
        var (source, store) = (new ListSource(Queue(1)), new ListSource(Queue(1, "s0")));
        source.OnScan = scan => Put(source, Queue(1, $"s{scan}"));
        store.OnScan = scan => Put(store, Queue(1, scan == 5 ? "s5" : "behind"));
        var running = RunAsync(source, store, Confirming);
        await PassTimeAsync(running);
        Assert.True((await running).Summary.AreSame);
    }

    [Fact]
    public async Task What_is_more_than_can_be_looked_at_again_counts_at_once()
    {
        var running = RunAsync(new(Queue(1), Queue(2), Queue(3)), new(), Confirming with { MostConfirmed = 1 });
        await PassTimeAsync(running);
        var (summary, report) = await running;
        Assert.Equal(3, summary.Kinds[1].Missing);
        Assert.Equal([Id(2), Id(3), Id(1)], report.Select(line => line.Split('"')[7]));
    }

    [Fact]
    public async Task A_side_that_fails_ends_it_and_leaves_no_report()
    {
        var store = new ListSource(Queue(1)) { OnScan = _ => throw new JobStoreException("The disk is gone.") };
        var (summary, report) = await RunAsync(new(Queue(1)), store);
        Assert.Equal("The disk is gone.", summary.Failure);
        Assert.Empty(report);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task It_can_be_stopped()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new ListSource(Queue(1), Queue(2)) { OnScan = _ => cancellation.Cancel() };
        var (summary, _) = await RunAsync(source, new(), cancellationToken: cancellation.Token);
        Assert.StartsWith("Stopped", summary.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_are_counted_whatever_the_position_and_not_without_bound()
    {
        const int Most = 10;
        var paths = new PathCounts(Most);
        paths.Add(["data.list[3].a", "data.list[17].a", "status"]);
        for (var i = 0; i < 2 * Most; i++)
            paths.Add([$"data.k{i}", "data.list[0].a"]);
        Assert.Equal(new("data.list[*].a", (2 * Most) + 1), paths.ByFrequency[0]);
        Assert.Equal(new(PathCounts.Other, Most + 2), paths.ByFrequency[1]);
        Assert.Equal(Most + 1, paths.ByFrequency.Count);
    }

    private static void Put(ListSource side, (JobKind Kind, string Json) job) =>
        side.Jobs[(job.Kind, JobIndex.Read(job.Kind, JobDocument.FromString(job.Json)).Id)] = JobDocument.FromString(job.Json);

    // Its pauses are the clock's, so they end when the clock is told to go on.
    private async Task PassTimeAsync(Task running)
    {
        while (!running.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private async Task<(VerifySummary Summary, string[] Report)> RunAsync(
        ListSource source, ListSource store, VerifyOptions? options = null, CancellationToken cancellationToken = default)
    {
        var file = _folder.PathOf("report.jsonl");
        var run = new VerifyRun(source, store, options ?? new VerifyOptions(), new ComparisonRules(), _clock);
        var summary = await run.RunAsync(file, new CountProgress(TextWriter.Null, _clock, TimeSpan.FromSeconds(5)), cancellationToken);
        return (summary, File.Exists(file) ? await File.ReadAllLinesAsync(file, default) : []);
    }
}
