using JobsGateway.Worker.Configuration;
using JobsGateway.Worker.Running;
using JobsGateway.Worker.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JobsGateway.Worker;

/// <summary>Adds handlers to a queue.</summary>
public sealed class JobQueueBuilder
{
    internal JobQueueBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services. A store type of your own is an <c>IJobStoreFactory</c> among them.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Runs jobs of a name by a handler, which is made anew for each job.</summary>
    /// <param name="name">The jobs' name.</param>
    /// <param name="configure">How they are run; configuration goes on top of it.</param>
    public JobQueueBuilder AddHandler<THandler>(string name, Action<JobWorkerOptions>? configure = null)
        where THandler : class, IJobHandler
    {
        Services.TryAddScoped<THandler>();
        return Add(name, static provider => provider.GetRequiredService<THandler>(), configure);
    }

    /// <summary>Runs jobs of a name by a function.</summary>
    /// <param name="name">The jobs' name.</param>
    /// <param name="handler">What runs a job, as <see cref="IJobHandler.RunAsync"/>.</param>
    /// <param name="configure">How they are run; configuration goes on top of it.</param>
    public JobQueueBuilder AddHandler(string name, Func<RunningJob, CancellationToken, Task<JobResult>> handler, Action<JobWorkerOptions>? configure = null)
    {
        var made = new FunctionHandler(handler);
        return Add(name, _ => made, configure);
    }

    /// <summary>Sets what all handlers share; configuration goes on top of it.</summary>
    public JobQueueBuilder ConfigureWorker(Action<WorkerOptions> configure)
    {
        Services.AddSingleton(new WorkerSettings(configure));
        return this;
    }

    private JobQueueBuilder Add(string name, Func<IServiceProvider, IJobHandler> make, Action<JobWorkerOptions>? configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Services.AddSingleton(new HandlerRegistration(name, make, configure));
        Services.TryAddSingleton<WorkerMetrics>();
        Services.TryAddSingleton<WorkerLog>();
        Services.TryAddSingleton<RunningJobs>();
        Services.TryAddSingleton<JobEnding>();
        Services.TryAddSingleton<JobRunner>();
        Services.AddHostedService<WorkerService>(); // Of several registrations of one type the host starts one.
        return this;
    }

    private sealed class FunctionHandler(Func<RunningJob, CancellationToken, Task<JobResult>> handler) : IJobHandler
    {
        public Task<JobResult> RunAsync(RunningJob job, CancellationToken cancellationToken) => handler(job, cancellationToken);
    }
}
