using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Worker.Tests;

/// <summary>A store with a time-out of its own throws what looks like a cancellation, and nobody has cancelled anything.</summary>
public sealed class GivenUpTests : WorkerTest
{
    private static readonly Dictionary<string, string?> Often = new() { ["Queue:Worker:ReclaimInterval"] = "00:00:01" };

    [Fact]
    public async Task A_claim_that_the_store_gives_up_is_made_again_and_told_once()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", Done));
        host.Store.Thrown = () => new TaskCanceledException("The driver's own time-out");
        await AdvanceUntilAsync(() => host.Store.Throws >= 4);
        host.Store.Thrown = null;
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "succeeded");
        Assert.Single(host.Logs.Lines, line => line.Event.Id == 3001 && line.Level == LogLevel.Error);
        Assert.Single(host.Logs.Lines, line => line.Event.Id == 3002);
    }

    [Fact]
    public async Task A_queue_that_a_host_puts_in_place_of_the_stores_is_asked_again_too()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", Done).Services.AddSingleton<IJobQueue>(
            provider => provider.GetServices<IJobStoreFactory>().OfType<FaultyStoreFactory>().Single().Store), Often);
        var id = await host.EnqueueAsync();
        host.Store.Thrown = () => new OperationCanceledException();
        await AdvanceUntilAsync(() => host.Store.Throws >= 5);
        host.Store.Thrown = null;
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "succeeded");
    }

    [Fact]
    public async Task Jobs_of_dead_workers_are_looked_for_again()
    {
        var rarely = TimeSpan.FromHours(1);
        var host = await StartAsync(queue => queue.AddHandler("mint", Done, options => (options.PollInterval, options.MaximumPollInterval) = (rarely, rarely)), Often);
        var id = await host.EnqueueAsync();
        Assert.Single((await host.Queue.ClaimAsync(new ClaimRequest("relay", TimeSpan.FromSeconds(1)), CancellationToken.None)).Jobs);
        await Wait.UntilAsync(() => host.Store.Claims == 2);
        host.Store.Thrown = () => new OperationCanceledException();
        await AdvanceUntilAsync(() => host.Store.Throws == 1);
        host.Store.Thrown = null;
        await AdvanceUntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3018));
        Assert.Equal("pending", await host.StatusAsync(id));
    }

    [Fact]
    public async Task A_report_is_not_written_and_the_end_is_written_again()
    {
        var (started, goOn, reported, runs) = (new TaskCompletionSource(), new TaskCompletionSource(), (bool?)null, 0);
        var host = await StartAsync(queue => queue.AddHandler("relay", async (job, _) =>
        {
            runs++;
            started.SetResult();
            await goOn.Task;
            reported = await job.ReportAsync(new JobChanges { AccountAddress = "0x1" });
            return JobResult.Succeeded();
        }));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(() => started.Task.IsCompleted);
        host.Store.Thrown = () => new OperationCanceledException();
        goOn.SetResult();
        await AdvanceUntilAsync(() => reported is not null && host.Store.Throws >= 5);
        host.Store.Thrown = null;
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "succeeded");
        Assert.Equal((false, 1), (reported, runs));
    }

    [Fact]
    public async Task Who_enqueues_is_told_that_the_store_is_unavailable()
    {
        var host = await StartAsync();
        host.Store.Thrown = () => new TaskCanceledException();
        var outcome = await host.Queue.EnqueueAsync(NewJob.Create("relay", new { }), CancellationToken.None);
        Assert.Equal(JobOutcome.Unavailable("The store gave up (TaskCanceledException)."), outcome);
    }

    [Fact]
    public async Task Who_cancels_a_call_gets_the_cancellation()
    {
        var host = await StartAsync();
        host.Store.Thrown = () => new OperationCanceledException();
        await Assert.ThrowsAsync<OperationCanceledException>(() => host.Queue.EnqueueAsync(NewJob.Create("relay", new { }), new CancellationToken(true)).AsTask());
    }

    [Fact]
    public async Task A_preparation_that_the_store_gives_up_is_tried_again()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", Done), notPreparable: new TaskCanceledException());
        Assert.Equal(OutcomeStatus.Unavailable, (await host.Queue.EnqueueAsync(NewJob.Create("relay", new { }), CancellationToken.None)).Status);
        host.Store.NotPreparable = null;
        await AdvanceUntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3002));
    }

    private static Task<JobResult> Done(RunningJob job, CancellationToken cancellationToken) => Task.FromResult(JobResult.Succeeded());
}
