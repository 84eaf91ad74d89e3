using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Worker;

/// <summary>What all handlers of a process share. Set in code, and on top of that by the section <c>Worker</c> of the queue's section.</summary>
public sealed record WorkerOptions
{
    /// <summary>How often to look for jobs whose worker died, of whatever name: all workers of a store do it for all. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ReclaimInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a job is handed out in all before it fails instead of being taken back once more: it may be what kills its workers. Default: 5.</summary>
    [Range(1, 1000)]
    public int ReclaimMaximumAttempts { get; set; } = 5;

    /// <summary>
    /// How long running jobs may go on when the host stops, before their tokens are cancelled. What is left of the host's own time
    /// (<c>HostOptions.ShutdownTimeout</c>, 30 s by default) they have to come to an end; a job that does not is taken back when its lease ends. Default: 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(10);
}
