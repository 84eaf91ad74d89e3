namespace JobsGateway.Worker.Configuration;

/// <summary>A handler as code adds it.</summary>
/// <param name="Name">The jobs' name.</param>
/// <param name="Make">Makes one from a job's scope.</param>
/// <param name="Configure">Sets options; null for the defaults.</param>
internal sealed record HandlerRegistration(string Name, Func<IServiceProvider, IJobHandler> Make, Action<JobWorkerOptions>? Configure)
{
    /// <summary>What stands for its key in an error of the code.</summary>
    public string Place => $"AddHandler(\"{Name}\")";
}

/// <summary>What code sets of the options that handlers share.</summary>
internal sealed record WorkerSettings(Action<WorkerOptions> Configure);

/// <summary>A handler with its options.</summary>
internal sealed record HandlerPlan(string Name, Func<IServiceProvider, IJobHandler> Make, JobWorkerOptions Options);
