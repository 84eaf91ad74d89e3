namespace JobsGateway.Worker.Tests;

public sealed class StopTests : WorkerTest
{
    private readonly TaskCompletionSource _started = new();
    private readonly TaskCompletionSource _goOn = new();
    private int _runs;

    [Fact]
    public async Task A_cancel_request_reaches_the_handler_at_the_next_heartbeat()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", RunUntilCancelledAsync));
        var id = await StartJobAsync(host);
        Assert.Equal(OutcomeStatus.Found, (await host.Queue.CancelAsync(id, CancellationToken.None)).Status);
        Assert.Equal("cancelRequested", await host.StatusAsync(id));
        var asked = Clock.GetUtcNow();
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "cancelled");
        Assert.True(Clock.GetUtcNow() - asked >= TimeSpan.FromSeconds(19));
    }

    [Fact]
    public async Task What_is_done_is_done_although_a_cancel_was_asked_for()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", IgnoreTokenAsync));
        var id = await StartJobAsync(host);
        await host.Queue.CancelAsync(id, CancellationToken.None);
        _goOn.SetResult();
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "succeeded");
    }

    [Fact]
    public async Task A_failure_after_a_cancel_request_has_no_other_attempt()
    {
        var host = await StartAsync(queue => queue.AddHandler(
            "relay",
            async (_, cancellationToken) =>
            {
                _started.TrySetResult();
                _runs++;
                var stopped = new TaskCompletionSource();
                await using var registration = cancellationToken.Register(stopped.SetResult);
                await stopped.Task;
                throw new InvalidOperationException("broken off");
            },
            options => options.MaximumAttempts = 5));
        var id = await StartJobAsync(host);
        await host.Queue.CancelAsync(id, CancellationToken.None);
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "cancelled");
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task A_job_that_ends_within_the_grace_is_done()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", IgnoreTokenAsync));
        var id = await StartJobAsync(host);
        var stopping = host.StopAsync();
        await Wait.UntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3020));
        _goOn.SetResult();
        await stopping.ByLimit();
        Assert.Equal("succeeded", await StatusAfterwardsAsync(id));
    }

    [Fact]
    public async Task A_host_can_be_stopped_twice()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", IgnoreTokenAsync));
        await host.StopAsync().ByLimit();
        await host.StopAsync().ByLimit();
    }

    [Fact]
    public async Task A_job_that_does_not_is_given_back_and_run_by_the_next_host_as_if_for_the_first_time()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", RunUntilCancelledAsync));
        var id = await StartJobAsync(host);
        var stopping = host.StopAsync();
        await AdvanceUntilAsync(() => stopping.IsCompleted);
        Assert.Equal("pending", await StatusAfterwardsAsync(id));

        var attempt = 0;
        var next = await StartAsync(queue => queue.AddHandler("relay", (job, _) =>
        {
            attempt = job.Attempt;
            return Task.FromResult(JobResult.Succeeded());
        }));
        await AdvanceUntilAsync(async () => await next.StatusAsync(id) == "succeeded");
        Assert.Equal(1, attempt);
    }

    [Fact]
    public async Task A_handler_that_ignores_its_token_is_left_behind_with_its_lease()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", IgnoreTokenAsync));
        var id = await StartJobAsync(host);
        using var noTime = new CancellationTokenSource();
        var stopping = host.StopAsync(noTime.Token);
        await Wait.UntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3020));
        await noTime.CancelAsync();
        await stopping.ContinueWith(_ => { }, TaskScheduler.Default).ByLimit();
        Assert.Contains(host.Logs.Lines, line => line.Event.Id == 3021);
        Assert.Equal("started", await StatusAfterwardsAsync(id));
        _goOn.SetResult();
    }

    [Fact]
    public async Task Nothing_is_claimed_once_the_host_stops()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", IgnoreTokenAsync));
        await StartJobAsync(host);
        var second = await host.EnqueueAsync();
        var stopping = host.StopAsync();
        await Wait.UntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3020));
        _goOn.SetResult();
        await stopping.ByLimit();
        Assert.Equal("pending", await StatusAfterwardsAsync(second));
        Assert.Equal(1, _runs);
    }

    private async Task<JobResult> RunUntilCancelledAsync(RunningJob job, CancellationToken cancellationToken)
    {
        _runs++;
        _started.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return JobResult.Succeeded();
    }

    private async Task<JobResult> IgnoreTokenAsync(RunningJob job, CancellationToken cancellationToken)
    {
        _runs++;
        _started.TrySetResult();
        await _goOn.Task;
        return JobResult.Succeeded();
    }

    private async Task<JobId> StartJobAsync(TestHost host)
    {
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(() => _started.Task.IsCompleted);
        return id;
    }

    // The host's own store is not to be trusted once it has stopped.
    private async Task<string> StatusAfterwardsAsync(JobId id)
    {
        var other = await StartAsync();
        return await other.StatusAsync(id);
    }
}
