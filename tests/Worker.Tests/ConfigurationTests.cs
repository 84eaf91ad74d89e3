using JobsGateway.Stores.Abstractions.Configuration;
using JobsGateway.Worker.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Worker.Tests;

public sealed class ConfigurationTests : WorkerTest
{
    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Queue:Type"] = "Postgres",
            ["Queue:Worker:ShutdownGrace"] = "00:00:30",
            ["Queue:Worker:Grace"] = "00:00:01",
            ["Queue:Handlers:relay:Concurrency"] = "0",
            ["Queue:Handlers:relay:LeaseDuration"] = "60",
            ["Queue:Handlers:relay:PollInterval"] = "00:00:10",
            ["Queue:Handlers:rellay:Concurrency"] = "2",
        };
        var failure = await Assert.ThrowsAsync<JobStoreConfigurationException>(() => StartAsync(
            queue => queue
                .AddHandler("relay", Done)
                .AddHandler("mint", Done, options => (options.MaximumAttempts, options.BackoffBase) = (-1, TimeSpan.FromHours(1)))
                .AddHandler("mint", Done)
                .AddHandler<Unmakeable>("unmakeable"),
            settings));
        Assert.Equal(
            [
                "AddHandler(\"mint\"): there is a handler of this name already; a name has one handler",
                "AddHandler(\"mint\"):MaximumAttempts: \"-1\" is out of range; write a value from 1 to 1000",
                "AddHandler(\"unmakeable\"): the handler can't be made: Unable to resolve service for type 'System.Uri' while attempting to activate 'JobsGateway.Worker.Tests.ConfigurationTests+Unmakeable'.",
                "Queue:Handlers:mint:BackoffMaximum: 00:05:00 is below BackoffBase, which is 01:00:00; write at least as much, or lower BackoffBase",
                "Queue:Handlers:relay:Concurrency: \"0\" is out of range; write a value from 1 to 1000",
                "Queue:Handlers:relay:LeaseDuration: \"60\" is no duration; write it like 00:00:30 (hours:minutes:seconds)",
                "Queue:Handlers:relay:MaximumPollInterval: 00:00:05 is below PollInterval, which is 00:00:10; write at least as much, or lower PollInterval",
                "Queue:Handlers:rellay: there is no handler of this name; the handlers are relay, mint, mint, unmakeable",
                "Queue:Type: there is no store type 'Postgres'; the types are Faulty, SqlServer, Sqlite",
                "Queue:Worker:Grace: is not a setting here; the settings are ReclaimInterval, ReclaimMaximumAttempts, ShutdownGrace",
                "Queue:Worker:ShutdownGrace: 00:00:30 leaves no time to end the jobs in: the host stops after 00:00:30 (HostOptions.ShutdownTimeout); write less, or raise that",
            ],
            failure.Errors.Select(error => error.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_stores_own_errors_are_among_them()
    {
        var failure = await Assert.ThrowsAsync<JobStoreConfigurationException>(() => StartAsync(
            queue => queue.AddHandler("relay", Done),
            new() { ["Queue:Type"] = "Sqlite", ["Queue:ConnectionString"] = "Data Source=:memory:", ["Queue:Handlers:relay:Concurrency"] = "many", ["Queue:Handlers:relay:Wat"] = "1" }));
        Assert.Equal(["Queue:ConnectionString", "Queue:Handlers:relay:Concurrency", "Queue:Handlers:relay:Wat"], failure.Errors.Select(error => error.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Configuration_goes_on_top_of_code()
    {
        var host = await StartAsync(
            queue => queue
                .ConfigureWorker(options => (options.ReclaimInterval, options.ReclaimMaximumAttempts) = (TimeSpan.FromMinutes(2), 7))
                .AddHandler("relay", Done, options => (options.Concurrency, options.MaximumAttempts) = (4, 3)),
            new() { ["Queue:Handlers:relay:Concurrency"] = "8", ["Queue:Handlers:relay:HandlerTimeout"] = "00:10:00", ["Queue:Worker:ReclaimMaximumAttempts"] = "9" });
        var configuration = host.Services.GetRequiredService<QueueConfiguration>();
        Assert.Equal(new JobWorkerOptions { Concurrency = 8, MaximumAttempts = 3, HandlerTimeout = TimeSpan.FromMinutes(10) }, Assert.Single(configuration.Handlers).Options);
        Assert.Equal(new WorkerOptions { ReclaimInterval = TimeSpan.FromMinutes(2), ReclaimMaximumAttempts = 9 }, configuration.Worker);
    }

    [Fact]
    public async Task A_service_that_only_enqueues_may_share_the_file_of_a_worker()
    {
        var host = await StartAsync(settings: new() { ["Queue:Handlers:relay:Concurrency"] = "8" });
        var id = await host.EnqueueAsync();
        Assert.Equal("pending", await host.StatusAsync(id));
    }

    [Fact]
    public void A_host_has_one_queue()
    {
        var services = new ServiceCollection();
        var section = new Microsoft.Extensions.Configuration.ConfigurationManager().GetSection("Queue");
        services.AddJobsGatewayQueue(section);
        Assert.Throws<InvalidOperationException>(() => services.AddJobsGatewayQueue(section));
    }

    private static Task<JobResult> Done(RunningJob job, CancellationToken cancellationToken) => Task.FromResult(JobResult.Succeeded());

    private sealed class Unmakeable(Uri address) : IJobHandler
    {
        public Task<JobResult> RunAsync(RunningJob job, CancellationToken cancellationToken) => Task.FromResult(JobResult.Failed(address.Host));
    }
}
