using System.Text.RegularExpressions;

namespace JobsGateway.Stores.Conformance;

/// <summary>The jobs and retries recorded from the deployed server, byte for byte.</summary>
public abstract partial class ContractConformance(IStoreFixture fixture) : StoreConformance(fixture)
{
    [SkippableFact]
    public async Task Recorded_jobs_are_fetched_as_recorded()
    {
        await ImportAsync([.. Transcripts.Jobs.Values]);
        Assert.True(Transcripts.Jobs.Count > 20);
        foreach (var (id, job) in Transcripts.Jobs)
            Assert.Equal(job.Json, await FetchAsync(id));
    }

    [SkippableFact]
    public async Task Recorded_retries_are_answered_as_recorded()
    {
        Assert.True(Transcripts.Retries.Count > 3);
        foreach (var (id, json) in Transcripts.Retries)
        {
            await ImportAsync(Transcripts.Jobs[id]);
            var outcome = await RetryAsync(id);
            Assert.Equal(Masked(json), Masked(outcome.Document.ToString()));
        }
    }

    /// <summary>Without what differs from run to run: the new id and the two times.</summary>
    private static string Masked(string job) => Volatile().Replace(job, "$1");

    [GeneratedRegex("""("_id":|"createdAt":|"updatedAt":)"[^"]*"(?=[^{}]*\}$)""")]
    private static partial Regex Volatile();
}
