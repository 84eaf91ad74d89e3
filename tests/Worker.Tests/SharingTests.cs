using System.Collections.Concurrent;

namespace JobsGateway.Worker.Tests;

public sealed class SharingTests : WorkerTest
{
    [Fact]
    public async Task No_more_jobs_run_at_once_than_allowed_and_places_are_filled_again()
    {
        var (running, most, ended) = (0, 0, 0);
        var full = new TaskCompletionSource();
        var host = await StartRealAsync(queue => queue.AddHandler(
            "relay",
            async (_, _) =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                if (now == 3)
                    full.TrySetResult();
                await full.Task;
                await Task.Yield();
                Interlocked.Decrement(ref running);
                Interlocked.Increment(ref ended);
                return JobResult.Succeeded();
            },
            options => (options.Concurrency, options.PollInterval, options.MaximumPollInterval) = (3, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20))));
        for (var job = 0; job < 20; job++)
            await host.EnqueueAsync();
        await Wait.UntilAsync(() => Volatile.Read(ref ended) == 20);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Two_hosts_share_the_jobs_and_run_each_once()
    {
        var runs = new ConcurrentBag<(string Host, JobId Id)>();
        var first = await StartHostAsync("first", runs);
        var second = await StartHostAsync("second", runs);
        var ids = new List<JobId>();
        for (var job = 0; job < 200; job++)
            ids.Add(await (job % 2 == 0 ? first : second).EnqueueAsync());
        await Wait.UntilAsync(() => runs.Count >= 200);
        foreach (var id in ids)
            await Wait.UntilAsync(async () => await first.StatusAsync(id) == "succeeded");
        Assert.Equal(ids.Order(), runs.Select(run => run.Id).Order());
        Assert.Equal(["first", "second"], runs.Select(run => run.Host).Distinct().Order());
    }

    private Task<TestHost> StartHostAsync(string name, ConcurrentBag<(string Host, JobId Id)> runs) =>
        StartRealAsync(queue => queue.AddHandler(
            "relay",
            async (job, _) =>
            {
                runs.Add((name, job.Id));
                await Task.Yield();
                return JobResult.Succeeded();
            },
            options => (options.Concurrency, options.PollInterval, options.MaximumPollInterval) = (4, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(50))));

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = Volatile.Read(ref most); now > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, now, seen);
    }
}
