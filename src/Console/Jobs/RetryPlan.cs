namespace JobsGateway.WebConsole.Jobs;

/// <summary>What a retry would do, before anything is done.</summary>
public sealed record RetryPlan
{
    /// <summary>The operation it is a plan of, and will be carried out by.</summary>
    public string Operation { get; init; } = "";

    /// <summary>The route of that operation when it was made, in words.</summary>
    public string Route { get; init; } = "";

    /// <summary>The jobs that would be retried. These and no others are retried when it is confirmed.</summary>
    public IReadOnlyList<JobName> Jobs { get; init; } = [];

    /// <summary>The jobs that would not, with the reason as their note.</summary>
    public IReadOnlyList<JobName> Skipped { get; init; } = [];

    /// <summary>How many more match, beyond the limit.</summary>
    public long Remaining { get; init; }

    /// <summary>Whether the store has tried it, without writing. Else it is only what the documents say.</summary>
    public bool IsTried { get; init; }

    /// <summary>What is to be known before it is confirmed.</summary>
    public string? Note { get; init; }

    /// <summary>Why there is no plan.</summary>
    public string? Problem { get; init; }

    internal static RetryPlan None(string problem) => new() { Problem = problem };
}

/// <summary>What a confirmed retry did.</summary>
/// <param name="NewJobs">The new jobs.</param>
/// <param name="Skipped">The jobs that were not retried after all, with the reason.</param>
/// <param name="Problem">Why nothing was retried, or nothing is known; null where it went well.</param>
public sealed record RetryResult(IReadOnlyList<JobName> NewJobs, IReadOnlyList<JobName> Skipped, string? Problem = null);
