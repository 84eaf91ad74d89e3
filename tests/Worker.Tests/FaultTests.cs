using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Worker.Tests;

/// <summary>What only a bug can bring about is seen.</summary>
public sealed class FaultTests : WorkerTest
{
    private readonly TaskCompletionSource _started = new();
    private readonly TaskCompletionSource _goOn = new();

    [Fact]
    public async Task A_loop_that_fails_stops_the_host_and_running_jobs_have_their_grace()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", RunAsync).AddHandler("mint", RunAsync));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(() => _started.Task.IsCompleted);
        host.Store.IsBroken = true;
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await AdvanceUntilAsync(() => stopping.IsCancellationRequested);
        var stopped = host.StopAsync();
        await Wait.UntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3020));
        _goOn.SetResult();
        await stopped.ByLimit();

        var failure = Assert.Single(host.Logs.Lines, line => line.Event.Id == 3022);
        Assert.Equal((LogLevel.Critical, "The loop of mint has failed; the worker stops."), (failure.Level, failure.Text));
        Assert.Equal("succeeded", await (await StartAsync()).StatusAsync(id));
    }

    [Fact]
    public async Task A_loop_that_fails_leaves_its_own_running_jobs_their_grace()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", RunAsync, options => options.Concurrency = 2));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(() => _started.Task.IsCompleted);
        host.Store.IsBroken = true;
        await AdvanceUntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3022));
        var stopped = host.StopAsync();
        await Wait.UntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3020));
        _goOn.SetResult();
        await stopped.ByLimit();
        Assert.Equal("succeeded", await (await StartAsync()).StatusAsync(id));
    }

    [Fact]
    public async Task A_job_claimed_at_the_stop_that_cannot_be_given_back_is_told()
    {
        var host = await StartAsync(queue => queue.AddHandler("mint", RunAsync).AddHandler("relay", (_, _) => throw new InvalidOperationException("run")));
        await host.EnqueueAsync("mint");
        await AdvanceUntilAsync(() => _started.Task.IsCompleted);
        var gate = new TaskCompletionSource();
        (host.Store.Gate, host.Store.NotReleasable) = (gate.Task, new InvalidOperationException("a bug"));
        await AdvanceUntilAsync(() => host.Store.IsHeld);
        var id = await host.EnqueueAsync();
        var stopped = host.StopAsync();
        await Wait.UntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3020));
        gate.SetResult();
        _goOn.SetResult();
        await stopped.ByLimit();
        var told = Assert.Single(host.Logs.Lines, line => line.Event.Id == 3023);
        Assert.Equal((LogLevel.Warning, $"The relay job {id} was claimed as the host began to stop and could not be given back (InvalidOperationException). It is run when its lease has ended."), (told.Level, told.Text));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Event.Id == 3012);
    }

    private async Task<JobResult> RunAsync(RunningJob job, CancellationToken cancellationToken)
    {
        _started.TrySetResult();
        await _goOn.Task;
        return JobResult.Succeeded();
    }
}
