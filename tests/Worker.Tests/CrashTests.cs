namespace JobsGateway.Worker.Tests;

public sealed class CrashTests : WorkerTest
{
    [Fact]
    public async Task A_job_whose_worker_is_killed_is_run_again_by_another_process_with_what_was_reported()
    {
        var host = await StartRealAsync();
        var id = await host.EnqueueAsync();
        using var first = new WorkerProcess(File);
        Assert.Equal($"sent {id} 1", await first.ReadLineAsync());
        first.Kill();
        Assert.Equal("started", await host.StatusAsync(id));

        using var second = new WorkerProcess(File);
        Assert.Equal($"done {id} 2", await second.ReadLineAsync());
        await Wait.UntilAsync(async () => await host.StatusAsync(id) == "succeeded");
    }
}
