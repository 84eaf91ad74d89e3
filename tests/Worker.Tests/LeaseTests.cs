namespace JobsGateway.Worker.Tests;

public sealed class LeaseTests : WorkerTest
{
    [Fact]
    public async Task Heartbeats_keep_a_long_job_with_its_worker()
    {
        var (runs, started, goOn) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        var host = await StartAsync(queue => queue.AddHandler("relay", async (_, _) =>
        {
            runs++;
            started.TrySetResult();
            await goOn.Task;
            return JobResult.Succeeded();
        }));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(() => started.Task.IsCompleted);
        var other = await StartAsync(queue => queue.AddHandler("relay", (_, _) => throw new InvalidOperationException("taken away")));
        for (var beat = host.Store.Heartbeats + 1; beat <= 15 || other.Store.Reclaims < 3 || other.Store.Claims < 3; beat++)
        {
            Clock.Advance(TimeSpan.FromSeconds(20));
            await Wait.UntilAsync(() => host.Store.Heartbeats >= beat);
        }

        goOn.SetResult();
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "succeeded");
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_job_whose_worker_went_silent_is_run_by_another_and_the_first_one_cannot_end_it()
    {
        var (started, stopped, goOn) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        var first = await StartAsync(queue => queue.AddHandler("relay", async (_, cancellationToken) =>
        {
            started.SetResult();
            await using var registration = cancellationToken.Register(stopped.SetResult);
            await goOn.Task;
            return JobResult.Succeeded(new { DoneBy = "first" });
        }));
        var id = await first.EnqueueAsync();
        await AdvanceUntilAsync(() => started.Task.IsCompleted);
        first.Store.IsCutOff = true;

        var attempt = 0;
        var second = await StartAsync(queue => queue.AddHandler("relay", (job, _) =>
        {
            attempt = job.Attempt;
            return Task.FromResult(JobResult.Succeeded(new { DoneBy = "second" }));
        }));
        await AdvanceUntilAsync(async () => await second.StatusAsync(id) == "succeeded");
        await AdvanceUntilAsync(() => stopped.Task.IsCompleted);
        first.Store.IsCutOff = false;
        goOn.SetResult();
        await Wait.UntilAsync(() => first.Logs.Lines.Any(line => line.Event.Id == 3014));
        Assert.Equal("second", (await second.JobAsync(id)).GetProperty("data").GetProperty("doneBy").GetString());
        Assert.Equal(2, attempt);
    }

    [Fact]
    public async Task A_handler_that_stops_because_the_lease_is_lost_writes_nothing()
    {
        var started = new TaskCompletionSource();
        var host = await StartAsync(queue => queue.AddHandler(
            "relay",
            async (_, cancellationToken) =>
            {
                started.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return JobResult.Succeeded();
            },
            options => options.Concurrency = 1), new() { ["Queue:Worker:ReclaimInterval"] = "1.00:00:00" });
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(() => started.Task.IsCompleted);
        host.Store.IsSilent = true;
        await AdvanceUntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3014));
        Assert.Equal("started", await host.StatusAsync(id));
    }

    [Fact]
    public async Task A_report_after_the_lease_was_lost_tells_the_handler_to_stop()
    {
        var (started, goOn, result) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource<Exception?>());
        var host = await StartAsync(queue => queue.AddHandler("relay", async (job, _) =>
        {
            started.TrySetResult();
            await goOn.Task;
            result.TrySetResult(await Record.ExceptionAsync(() => job.ReportAsync(new JobChanges { AccountAddress = "0x1" })));
            return JobResult.Succeeded();
        }));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(() => started.Task.IsCompleted);
        host.Store.IsSilent = true;
        await AdvanceUntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3018));
        host.Store.IsSilent = false;
        goOn.SetResult();
        Assert.IsType<OperationCanceledException>(await result.Task.ByLimit());
        Assert.False((await host.JobAsync(id)).TryGetProperty("accountAddress", out _));
    }
}
