namespace JobsGateway.Stores.Resilience.Tests.Support;

/// <summary>The operations, for tests that hold for several.</summary>
public enum Ask
{
    FetchById,
    FetchByCorrelationId,
    FetchByExternalId,
    RetryById,
    RetryByQuery,
    DryRun,
}

internal static class AskExtensions
{
    private static readonly JobId Id = JobId.Parse("0123456789abcdef01234567");

    /// <summary>Asks, and shows any answer as one about a job.</summary>
    public static async Task<JobOutcome> AskAsync(this IJobStore store, Ask ask, CancellationToken cancellationToken = default)
    {
        // What waits goes on where the clock is moved (HandClock).
        SynchronizationContext.SetSynchronizationContext(null);
        switch (ask)
        {
            case Ask.FetchById:
                return await store.FetchByIdAsync(Id, cancellationToken);
            case Ask.FetchByCorrelationId:
                return await store.FetchByCorrelationIdAsync("0xabc-7", cancellationToken);
            case Ask.RetryById:
                return await store.RetryByIdAsync(Id, cancellationToken);
            case Ask.FetchByExternalId:
                var jobs = await store.FetchByExternalIdAsync("external", cancellationToken);
                return jobs.UnavailableReason is null ? ScriptedStore.Found : JobOutcome.Unavailable(jobs.UnavailableReason, jobs.RetryAfter);
            default:
                var retried = await store.RetryByQueryAsync(new RetryQuery { Limit = 1, DryRun = ask == Ask.DryRun }, cancellationToken);
                return retried.UnavailableReason is null ? ScriptedStore.Found : JobOutcome.Unavailable(retried.UnavailableReason, retried.RetryAfter);
        }
    }
}
