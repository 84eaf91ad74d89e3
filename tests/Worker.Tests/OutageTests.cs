using Microsoft.Extensions.Logging;

namespace JobsGateway.Worker.Tests;

public sealed class OutageTests : WorkerTest
{
    [Fact]
    public async Task A_worker_goes_on_when_its_store_is_back_and_has_told_of_the_outage_once()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", (_, _) => Task.FromResult(JobResult.Succeeded())));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "succeeded");
        host.Store.IsCutOff = true;
        await AdvanceUntilAsync(() => host.Store.CutOffs >= 4);
        host.Store.IsCutOff = false;
        var second = await host.EnqueueAsync();
        await AdvanceUntilAsync(async () => await host.StatusAsync(second) == "succeeded");
        Assert.Single(host.Logs.Lines, line => line.Event.Id == 3001 && line.Level == LogLevel.Error);
        Assert.Single(host.Logs.Lines, line => line.Event.Id == 3002 && line.Level == LogLevel.Information);
    }

    [Fact]
    public async Task The_end_of_a_job_is_written_when_the_store_is_back()
    {
        var (started, goOn, runs) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        var host = await StartAsync(queue => queue.AddHandler("relay", async (_, _) =>
        {
            runs++;
            started.SetResult();
            await goOn.Task;
            return JobResult.Succeeded(new { TxHash = "0x1" });
        }));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(() => started.Task.IsCompleted);
        host.Store.IsCutOff = true;
        goOn.SetResult();
        await AdvanceUntilAsync(() => host.Store.CutOffs >= 3);
        host.Store.IsCutOff = false;
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "succeeded");
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task An_end_whose_answer_was_lost_counts_as_written()
    {
        var runs = 0;
        var host = await StartAsync(queue => queue.AddHandler("relay", (_, _) =>
        {
            runs++;
            return Task.FromResult(JobResult.Succeeded());
        }));
        host.Store.LostAnswers = 1;
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3015 && line.Level == LogLevel.Debug));
        Assert.Equal("succeeded", await host.StatusAsync(id));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Event.Id == 3014);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task An_end_that_cannot_be_written_while_the_lease_lasts_is_given_up_and_the_job_runs_again()
    {
        var (started, goOn, runs) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        var host = await StartAsync(queue => queue.AddHandler("relay", async (_, _) =>
        {
            runs++;
            started.TrySetResult();
            await goOn.Task;
            return JobResult.Succeeded();
        }));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(() => started.Task.IsCompleted);
        host.Store.IsCutOff = true;
        goOn.SetResult();
        await AdvanceUntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3016));
        host.Store.IsCutOff = false;
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "succeeded");
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_at_the_start_is_tried_until_it_can()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", (_, _) => Task.FromResult(JobResult.Succeeded())), notPreparable: new JobStoreUnreachableException("no route"));
        Assert.Equal(JobOutcome.Unavailable("no route"), await host.Queue.EnqueueAsync(NewJob.Create("relay", new { }), CancellationToken.None));
        host.Store.NotPreparable = null;
        await AdvanceUntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3002));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "succeeded");
    }

    [Fact]
    public async Task A_store_that_is_wrong_stops_the_start()
    {
        var failure = await Assert.ThrowsAsync<JobStoreException>(() => StartAsync(notPreparable: new JobStoreException("a newer schema")));
        Assert.Equal("a newer schema", failure.Message);
    }
}
