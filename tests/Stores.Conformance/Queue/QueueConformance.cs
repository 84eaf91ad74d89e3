using System.Text;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Conformance;

/// <summary>What the tests of a queue share. Together, the classes beside this one are the specification of <see cref="IJobQueue"/>.</summary>
public abstract class QueueConformance(IStoreFixture fixture) : StoreConformance(fixture)
{
    protected static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    protected IJobQueue Queue => (IJobQueue)Store;

    protected static NewJob Job(string name = "relay", string data = "{}", JobKind kind = JobKind.Queue) => new(name, Encoding.UTF8.GetBytes(data)) { Kind = kind };

    /// <summary>Makes a job and gives its id.</summary>
    protected async Task<string> EnqueueAsync(NewJob? job = null)
    {
        var outcome = await Queue.EnqueueAsync(job ?? Job(), default);
        Assert.Equal(OutcomeStatus.Found, outcome.Status);
        return IdOf(outcome.Document);
    }

    protected async Task<IReadOnlyList<ClaimedJob>> ClaimAsync(int limit = 1, string name = "relay")
    {
        var outcome = await Queue.ClaimAsync(new ClaimRequest(name, Lease) { Limit = limit }, default);
        Assert.Null(outcome.UnavailableReason);
        return outcome.Jobs;
    }

    protected async Task<ClaimedJob> ClaimOneAsync(string name = "relay") => Assert.Single(await ClaimAsync(1, name));

    protected async Task<string[]> ClaimedIdsAsync(int limit = 100, string name = "relay") =>
        [.. (await ClaimAsync(limit, name)).Select(job => job.Lease.Id.ToString())];

    /// <summary>Makes a job and claims it.</summary>
    protected async Task<ClaimedJob> StartedAsync(NewJob? job = null)
    {
        var id = await EnqueueAsync(job);
        var claimed = await ClaimOneAsync((job ?? Job()).Name);
        Assert.Equal(id, claimed.Lease.Id.ToString());
        return claimed;
    }

    /// <summary>Asserts that the lease is lost for whatever its holder may try, and that nothing changes.</summary>
    protected async Task IsLostAsync(JobLease lease)
    {
        var before = await FetchAsync(lease.Id.ToString());
        var changes = new JobChanges { AccountAddress = "0xLate" };
        Assert.Equal(LeaseOutcome.Lost, await Queue.HeartbeatAsync(lease, Lease, changes, default));
        Assert.Equal(LeaseOutcome.Lost, await Queue.CompleteAsync(lease, changes, default));
        Assert.Equal(LeaseOutcome.Lost, await Queue.FailAsync(lease, new JobFailure("late") { Changes = changes }, default));
        Assert.Equal(LeaseOutcome.Lost, await Queue.ReleaseAsync(lease, default));
        if (lease.Kind == JobKind.Queue)
            Assert.Equal(LeaseOutcome.Lost, await Queue.ConfirmCancelAsync(lease, changes, default));
        Assert.Equal(before, await FetchAsync(lease.Id.ToString()));
    }

    /// <summary>A moment so many seconds after the test began, as documents show it.</summary>
    protected static string At(int seconds) => Now.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A queue job made when the test began.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="status">Its status.</param>
    /// <param name="updated">How many seconds later it was changed last.</param>
    /// <param name="data">Its data as JSON; empty for none.</param>
    /// <param name="more">The keys set later, as JSON.</param>
    protected static string QueueJob(string id, string status, int updated = 0, string data = "", string more = "") =>
        $$"""{"_id":"{{id}}","name":"relay",{{(data.Length > 0 ? $"\"data\":{data}," : "")}}"status":"{{status}}","createdAt":"{{At(0)}}","updatedAt":"{{At(updated)}}","__v":0{{(more.Length > 0 ? "," + more : "")}}}""";

    /// <summary>An agenda job without data.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="nextRunAt">How many seconds after the test began it is due.</param>
    /// <param name="times">The keys that tell its state, as JSON.</param>
    protected static string AgendaJob(string id, int nextRunAt, string times = "") =>
        $$"""{"_id":"{{id}}","name":"relay","data":{},"priority":0,"shouldSaveResult":false,"lastModifiedBy":null,{{(times.Length > 0 ? times + "," : "")}}"type":"normal","nextRunAt":"{{At(nextRunAt)}}"}""";
}
