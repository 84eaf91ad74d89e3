namespace JobsGateway.Worker.Tests;

public sealed class AttemptTests : WorkerTest
{
    [Fact]
    public async Task Retry_later_runs_the_job_again_after_the_delay_it_names()
    {
        var runs = new List<DateTimeOffset>();
        var host = await StartAsync(queue => queue.AddHandler(
            "relay",
            (job, _) =>
            {
                runs.Add(Clock.GetUtcNow());
                return Task.FromResult(job.Attempt == 1 ? JobResult.RetryLater("not yet", TimeSpan.FromMinutes(2)) : JobResult.Succeeded());
            },
            options => options.MaximumAttempts = 2));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(() => runs.Count == 1);
        await Wait.UntilAsync(async () => await host.StatusAsync(id) == "pending");
        Assert.False((await host.JobAsync(id)).TryGetProperty("failReason", out _));
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "succeeded");
        Assert.True(runs[1] - runs[0] >= TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_job_fails_after_its_attempts()
    {
        var runs = 0;
        var host = await StartAsync(queue => queue.AddHandler(
            "relay",
            (_, _) => throw new InvalidOperationException($"failure {++runs}"),
            options => (options.MaximumAttempts, options.BackoffBase) = (3, TimeSpan.FromSeconds(1))));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "failed");
        var job = await host.JobAsync(id);
        Assert.Equal(("failure 3", 3), (job.GetProperty("failReason").GetString(), job.GetProperty("failCount").GetInt32()));
        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task One_attempt_is_the_default()
    {
        var runs = 0;
        var host = await StartAsync(queue => queue.AddHandler("relay", (_, _) => Task.FromResult(JobResult.RetryLater($"failure {++runs}"))));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "failed");
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Failed_is_for_good()
    {
        var runs = 0;
        var host = await StartAsync(queue => queue.AddHandler("relay", (_, _) => Task.FromResult(JobResult.Failed($"bad signature {++runs}")), options => options.MaximumAttempts = 5));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "failed");
        Assert.Equal("bad signature 1", (await host.JobAsync(id)).GetProperty("failReason").GetString());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_has_failed()
    {
        var host = await StartAsync(queue => queue.AddHandler(
            "relay",
            async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return JobResult.Succeeded();
            },
            options => options.HandlerTimeout = TimeSpan.FromSeconds(90)));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "failed");
        Assert.Equal("The job was not done within 00:01:30", (await host.JobAsync(id)).GetProperty("failReason").GetString());
    }

    [Fact]
    public void The_backoff_doubles_up_to_its_maximum_with_jitter_below()
    {
        var options = new JobWorkerOptions { BackoffBase = TimeSpan.FromSeconds(4), BackoffMaximum = TimeSpan.FromSeconds(60) };
        foreach (var (attempt, seconds) in new[] { (1, 4), (2, 8), (3, 16), (5, 60), (1000, 60) })
        {
            for (var draw = 0; draw < 200; draw++)
                Assert.InRange(Running.Waits.Backoff(options, attempt).TotalSeconds, seconds / 2.0, seconds);
        }
    }

    [Fact]
    public void The_poll_interval_grows_while_nothing_is_due()
    {
        var options = new JobWorkerOptions();
        foreach (var (idle, seconds) in new[] { (0, 1.0), (1, 1.0), (2, 1.5), (3, 2.25), (4, 3.375), (5, 5.0), (1000, 5.0) })
        {
            for (var draw = 0; draw < 200; draw++)
                Assert.InRange(Running.Waits.Poll(options, idle).TotalSeconds, seconds * 0.8, seconds * 1.2);
        }
    }
}
