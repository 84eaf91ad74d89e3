namespace JobsGateway.Stores.Abstractions;

/// <summary>Which jobs to retry. Criteria that are set must all hold; a query without any is the caller's mistake and refused before it reaches a store.</summary>
public sealed record RetryQuery
{
    /// <summary>The most jobs one query by criteria may retry.</summary>
    public const int MaximumLimit = 1000;

    /// <summary>How many jobs a query by criteria retries when it names no limit.</summary>
    public const int DefaultLimit = 100;

    /// <summary>Only these jobs; null for any. Jobs named here that can't be retried are reported as skipped; unknown ids are not.</summary>
    public IReadOnlyCollection<JobId>? Ids { get; init; }

    /// <summary>Only jobs with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only jobs in this state: <c>failed</c>, <c>cancelled</c> or <c>cancelRequested</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Only jobs with this correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only jobs of this community.</summary>
    public string? CommunityAddress { get; init; }

    /// <summary>Only jobs of this account.</summary>
    public string? AccountAddress { get; init; }

    /// <summary>Only jobs that failed at or after this moment.</summary>
    public DateTimeOffset? FailedAfter { get; init; }

    /// <summary>Only jobs that failed before this moment.</summary>
    public DateTimeOffset? FailedBefore { get; init; }

    /// <summary>Which kinds of job are considered.</summary>
    public JobKinds Kinds { get; init; } = JobKinds.All;

    /// <summary>The most jobs to retry; null for no bound (a list of ids is a bound by itself). Refused jobs do not count: they would block every later query.</summary>
    public int? Limit { get; init; }

    /// <summary>Tells which jobs would be retried and changes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether it names jobs by their ids and asks for nothing else.</summary>
    public bool IsByIdsOnly => Ids is not null && !DryRun && !(this with { Ids = null }).HasCriterion;

    /// <summary>Whether at least one criterion is set.</summary>
    public bool HasCriterion =>
        Ids is not null || Name is not null || Status is not null || CorrelationId is not null || CommunityAddress is not null ||
        AccountAddress is not null || FailedAfter is not null || FailedBefore is not null;
}
