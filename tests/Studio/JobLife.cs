namespace JobsGateway.Studio;

/// <summary>What Studio's applications and workers do: jobs are made, started, and end well or badly. The same seed does the same.</summary>
internal sealed class JobLife(Collections collections, int seed)
{
#pragma warning disable CA5394 // It is to be the same each time.
    private readonly Random _random = new(seed);
    private int _made;

    /// <summary>Takes a number of steps, each a change of one job.</summary>
    public int Advance(int steps) => collections.Do(all =>
    {
        for (var i = 0; i < steps; i++)
            Step(all);
        return steps;
    });

    /// <summary>Makes a queue job.</summary>
    public static BsonDocument NewQueueJob(Collections all, string name, BsonDocument data)
    {
        var now = new BsonDateTime(DateTime.UtcNow);
        var job = new BsonDocument
        {
            { "_id", all.NewId() }, { "name", name }, { "data", data }, { "status", "pending" }, { "createdAt", now }, { "updatedAt", now }, { "__v", 0 },
        };
        all.Insert(JobKind.Queue, job);
        return job;
    }

    private void Step(Collections all)
    {
        var kind = _random.Next(2) == 0 ? JobKind.Agenda : JobKind.Queue;
        var open = all[kind].Where(job => kind == JobKind.Agenda ? !job.Contains("lastFinishedAt") : job["status"] == "pending" || job["status"] == "started").ToList();
        if (open.Count == 0 || _random.Next(3) == 0)
            Make(all, kind);
        else if (kind == JobKind.Agenda)
            Run(all, open[_random.Next(open.Count)]);
        else
            Work(all, open[_random.Next(open.Count)]);
    }

    private void Make(Collections all, JobKind kind)
    {
        var n = ++_made;
        if (kind == JobKind.Queue)
        {
            var transaction = new BsonDocument { { "status", "pending" }, { "value", $"{n}000000000000000000" }, { "tokenName", "Dollar" }, { "asset", "USD" }, { "from", $"0x{n:x4}" }, { "to", "0xD418" }, { "type", "SEND" } };
            var data = new BsonDocument { { "methodName", "transfer" }, { "gasLimit", 700000 }, { "transactionBody", transaction }, { "correlationId", $"queue-{n}" } };
            // A retried job's data are copied, so only jobs that end well have an external id: one id, one job.
            NewQueueJob(all, "relay", n % 3 == 0 ? data.Add("externalId", $"external-{n}") : data);
            return;
        }

        all.Insert(JobKind.Agenda, new BsonDocument
        {
            { "_id", all.NewId() }, { "name", "createWallet" }, { "data", new BsonDocument { { "correlationId", $"agenda-{n}" }, { "phone", "+972" } } }, { "priority", 10 },
            { "type", "normal" }, { "nextRunAt", new BsonDateTime(DateTime.UtcNow) }, { "lastModifiedBy", BsonNull.Value },
        });
    }

    private void Run(Collections all, BsonDocument job)
    {
        var now = new BsonDateTime(DateTime.UtcNow);
        if (!job.Contains("lastRunAt"))
            all.Set(JobKind.Agenda, job["_id"], ("nextRunAt", BsonNull.Value), ("lockedAt", now), ("lastRunAt", now));
        else if (_random.Next(3) == 0)
            all.Set(JobKind.Agenda, job["_id"], ("lockedAt", BsonNull.Value), ("failCount", 1), ("failReason", "out of gas"), ("failedAt", now), ("lastFinishedAt", now));
        else
            all.Set(JobKind.Agenda, job["_id"], ("lockedAt", BsonNull.Value), ("lastFinishedAt", now));
    }

    private void Work(Collections all, BsonDocument job)
    {
        var now = new BsonDateTime(DateTime.UtcNow);
        var data = job["data"].AsBsonDocument;
        if (job["status"] == "pending")
            all.Set(JobKind.Queue, job["_id"], ("status", "started"), ("updatedAt", now));
        else if (!data.Contains("externalId") && _random.Next(2) == 0)
            all.Set(JobKind.Queue, job["_id"], ("status", "failed"), ("updatedAt", now), ("failReason", "out of gas"), ("failedAt", now), ("lastFinishedAt", now));
        else
            all.Set(JobKind.Queue, job["_id"], ("status", "succeeded"), ("data", WithHash(data)), ("updatedAt", now), ("lastFinishedAt", now));
    }

    private BsonDocument WithHash(BsonDocument data)
    {
        var done = data.DeepClone().AsBsonDocument;
        if (done.TryGetValue("transactionBody", out var transaction))
            transaction["status"] = "confirmed";
        return done.Set("txHash", $"0x{_random.Next():x8}");
    }
#pragma warning restore CA5394
}
