using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Worker.Tests.Support;

/// <summary>A test with a database file of its own, and hosts that are stopped after it.</summary>
public abstract class WorkerTest : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobsgateway-worker-");
    private readonly List<TestHost> _hosts = [];

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    protected string File => Path.Combine(_folder.FullName, "jobs.db");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A host on the test's clock.</summary>
    internal Task<TestHost> StartAsync(Action<JobQueueBuilder>? configure = null, Dictionary<string, string?>? settings = null, Exception? notPreparable = null) =>
        StartAsync(Clock, configure, settings, notPreparable);

    /// <summary>A host with the real time, and short waits.</summary>
    internal Task<TestHost> StartRealAsync(Action<JobQueueBuilder>? configure = null) => StartAsync(TimeProvider.System, configure, null, null);

    /// <summary>Lets the clock go on in small steps until something has happened, and stand still while a store works.</summary>
    protected Task AdvanceUntilAsync(Func<Task<bool>> condition) => Wait.UntilAsync(async () =>
    {
        if (await condition())
            return true;
        if (!_hosts.Any(host => host.Store.IsBusy))
            Clock.Advance(TimeSpan.FromMilliseconds(200));
        return false;
    });

    protected Task AdvanceUntilAsync(Func<bool> condition) => AdvanceUntilAsync(() => Task.FromResult(condition()));

    private async Task<TestHost> StartAsync(TimeProvider clock, Action<JobQueueBuilder>? configure, Dictionary<string, string?>? settings, Exception? notPreparable)
    {
        var host = await TestHost.StartAsync(File, configure, clock, settings, notPreparable);
        _hosts.Add(host);
        return host;
    }
}
