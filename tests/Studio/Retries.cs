namespace JobsGateway.Studio;

/// <summary>Retries as the deployed server does them: queue jobs only, a new job with a copy of the data, a link to it on the old one.</summary>
internal sealed class Retries(Collections collections)
{
    /// <summary>Retries a job, and gives the new one as its answer shows it.</summary>
    public string Retry(ObjectId id)
    {
        if (collections.Find(JobKind.Queue, id) is not { } job)
            throw new RetryRefused("Cannot destructure property '_id' of 'failedJob' as it is null.");
        var status = job["status"].AsString;
        if (status is not ("failed" or "cancelled" or "cancelRequested"))
            throw new RetryRefused($"Cannot retry job {id} with status {status}");
        if (job.TryGetValue("retryJob", out var retried))
            throw new RetryRefused($"job {id} already retried with id {retried}");
        if (job["data"].AsBsonDocument.TryGetValue("correlationId", out var correlationId) && Holder(correlationId) is { } holder)
            throw new RetryRefused($"Job with the correlationId {correlationId} already exists. jobId: {holder["_id"]}, status: {holder["status"]}.");

        var now = new BsonDateTime(DateTime.UtcNow);
        var (name, data, newId) = (job["name"], job["data"].DeepClone(), collections.NewId());
        BsonElement[] rest = [new("createdAt", now), new("updatedAt", now), new("__v", 0)];
        collections.Insert(JobKind.Queue, new BsonDocument { { "_id", newId }, { "name", name }, { "data", data }, { "status", "pending" } }.AddRange(rest));
        collections.Set(JobKind.Queue, id, ("updatedAt", now), ("retryJob", newId));
        return collections.ToJson(JobKind.Queue, new BsonDocument { { "name", name }, { "data", data }, { "status", "pending" }, { "_id", newId } }.AddRange(rest));
    }

    private BsonDocument? Holder(BsonValue correlationId) =>
        collections[JobKind.Queue].FirstOrDefault(job => job["data"].AsBsonDocument.GetValue("correlationId", BsonNull.Value) == correlationId && job["status"] != "failed");
}
