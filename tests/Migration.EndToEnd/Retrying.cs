using System.Text.Json.Nodes;
using JobsGateway.Migration.EndToEnd.Model;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Migration.EndToEnd;

/// <summary>Retries through the gateway, and looks where the new job is: in exactly one place.</summary>
internal sealed class Retrying(Move move)
{
    /// <summary>A failed queue job that both sides have, or only Studio, and that was not retried.</summary>
    public async Task<string> FailedJobAsync(bool isHere = true)
    {
        while (true)
        {
            foreach (var id in move.Truth.Ids)
            {
                var job = JsonNode.Parse(move.Truth[id][^1].Json)!;
                if ((string?)job["status"] == "failed" && job["retryJob"] is null && !move.Truth[id].Any(version => version.IsLocalOnly) && await IsHereAsync(id) == isHere)
                    return id;
            }

            await move.AdvanceAsync(5);
            if (isHere)
                await move.FollowAsync();
        }
    }

    /// <summary>A job that was made here and has failed here.</summary>
    public async Task<string> FailedJobMadeHereAsync()
    {
        var since = Moments.Next();
        var made = await move.Local.EnqueueAsync(NewJob.Create("made-here", new { value = 1 }), default);
        var job = (await move.Local.ClaimAsync(new ClaimRequest("made-here", TimeSpan.FromMinutes(1)), default)).Jobs.Single();
        Assert.Equal(LeaseOutcome.Done, await move.Local.FailAsync(job.Lease, new JobFailure("out of gas"), default));
        Assert.Equal(OutcomeStatus.Found, made.Status);
        await NoteAsync(job.Lease.Id.ToString(), since);
        return job.Lease.Id.ToString();
    }

    /// <summary>Studio retries it, once; nothing is made here but by the import.</summary>
    public async Task IsRetriedByStudioAsync(string id, bool isPublished)
    {
        var (changes, retries) = (move.StudioChanges, await move.Studio.RequestsAsync("retries"));
        var (status, body) = await move.ChangingAsync(() => SendAsync(id, isPublished));
        Assert.True(status == 200, body);
        Assert.Equal((changes + 2, retries + 1), (move.StudioChanges, await move.Studio.RequestsAsync("retries"))); // The new job, and the link on the old one.
        Assert.Equal(NewIdOf(body, isPublished), (string?)JsonNode.Parse(move.Truth[id][^1].Json)!["retryJob"]);
        await IsRefusedAsync(id, isPublished, 500);
    }

    /// <summary>The local store retries it, once; Studio hears nothing of it.</summary>
    public async Task IsRetriedHereAsync(string id, bool isPublished)
    {
        var (changes, retries, since) = (move.StudioChanges, await move.Studio.RequestsAsync("retries"), Moments.Next());
        var (status, body) = await move.ChangingAsync(() => SendAsync(id, isPublished));
        Assert.True(status == 200, body);
        Assert.Equal((changes, retries), (move.StudioChanges, await move.Studio.RequestsAsync("retries")));
        var newId = NewIdOf(body, isPublished);
        var original = await NoteAsync(id, since);
        Assert.Equal(newId, (string?)original["retryJob"]);
        Assert.Equal("pending", (string?)(await NoteAsync(newId, since))["status"]);
        await IsRefusedAsync(id, isPublished, 409);
    }

    /// <summary>Takes down a job as the local store has it.</summary>
    public async Task<JsonNode> NoteAsync(string id, long since)
    {
        await move.SettleAsync();
        var job = await move.Local.FetchByIdAsync(JobId.Parse(id), default);
        Assert.Equal(OutcomeStatus.Found, job.Status);
        move.Truth.NoteLocal(id, job.Document.ToString(), since, Moments.Next());
        return JsonNode.Parse(job.Document.Utf8.Span)!;
    }

    private async Task IsRefusedAsync(string id, bool isPublished, int expected)
    {
        var changes = move.StudioChanges;
        var (status, body) = await move.ChangingAsync(() => SendAsync(id, isPublished));
        Assert.True(status == expected, $"{status} {body}");
        Assert.Contains("already retried", body, StringComparison.Ordinal);
        Assert.Equal(changes, move.StudioChanges);
    }

    private Task<(int Status, string Body)> SendAsync(string id, bool isPublished) =>
        move.SendAsync(isPublished ? HttpMethod.Get : HttpMethod.Post, $"/api/v2/jobs/retry/{id}");

    private async Task<bool> IsHereAsync(string id) => (await move.Local.FetchByIdAsync(JobId.Parse(id), default)).Status == OutcomeStatus.Found;

    private static string NewIdOf(string body, bool isPublished) => (string)JsonNode.Parse(body)![isPublished ? "data" : "job"]!["_id"]!;
}
