using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Worker.Tests.Support;

/// <summary>A worker's host over a SQLite file, as a service builds it.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly FaultyStoreFactory _factory;

    private TestHost(IHost host, FaultyStoreFactory factory, TestLogs logs) => (_host, _factory, Logs) = (host, factory, logs);

    public IJobQueue Queue => _host.Services.GetRequiredService<IJobQueue>();

    public FaultyStore Store => _factory.Store;

    public TestLogs Logs { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<TestHost> StartAsync(
        string file, Action<JobQueueBuilder>? configure = null, TimeProvider? clock = null, Dictionary<string, string?>? settings = null, Exception? notPreparable = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = Path.GetTempPath() });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Queue:Type"] = FaultyStoreFactory.TypeName,
            ["Queue:ConnectionString"] = $"Data Source={file}",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        var logs = new TestLogs();
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        var factory = new FaultyStoreFactory { NotPreparable = notPreparable };
        builder.Services.AddSingleton<IJobStoreFactory>(factory);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        var queue = builder.Services.AddJobsGatewayQueue(builder.Configuration.GetSection("Queue"));
        configure?.Invoke(queue);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return new TestHost(host, factory, logs);
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }
    }

    /// <summary>Enqueues a job and gives its id.</summary>
    public async Task<JobId> EnqueueAsync(string name = "relay", string data = """{"to":"0x1"}""", JobKind kind = JobKind.Queue)
    {
        var outcome = await Queue.EnqueueAsync(new NewJob(name, System.Text.Encoding.UTF8.GetBytes(data)) { Kind = kind }, CancellationToken.None);
        Assert.Equal(OutcomeStatus.Found, outcome.Status);
        return JobIndex.Read(kind, outcome.Document).Id;
    }

    /// <summary>The job as a client sees it.</summary>
    public async Task<System.Text.Json.JsonElement> JobAsync(JobId id)
    {
        using var json = (await Store.FetchByIdAsync(id, CancellationToken.None)).Document.Parse();
        return json.RootElement.Clone();
    }

    public async Task<string> StatusAsync(JobId id) => (await JobAsync(id)).GetProperty("status").GetString()!;

    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            // A test that failed may leave a handler behind that waits for a clock nobody moves.
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await _host.StopAsync(soon.Token);
        }
        catch (OperationCanceledException)
        {
            // It was stopped as far as it goes.
        }

        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
