using MongoDB.Bson;

namespace JobsGateway.Verify.Tests.Support;

/// <summary>Random stored documents: the fields of both schemas with values of their own types mostly, and anything under other names.</summary>
internal sealed class RandomJobs(int seed)
{
    private static readonly string[] Keys = ["a", "b", "correlationId", "0", "17", "x y", "é💎", "low", "code", "$foo", "quote\"d", ""];
    private static readonly string[] Dates = ["nextRunAt", "lastRunAt", "lastFinishedAt", "failedAt", "lockedAt", "createdAt", "updatedAt"];
    private static readonly string[] Texts = ["name", "status", "type", "failReason", "communityAddress", "accountAddress", "messageId", "role"];
    private static readonly string[] Statuses = ["pending", "started", "succeeded", "failed"];

    private readonly Random _dice = new(seed);

    public BsonDocument Next(JobKind kind)
    {
        var job = new BsonDocument { { "_id", new ObjectId(Bytes(12)) } };
        Field(job, "data", () => Chance(80) ? Object(3) : Value(2));
        foreach (var key in Dates.OrderBy(_ => _dice.Next()))
            Field(job, key, Chance(20) ? () => BsonNull.Value : Moment);
        foreach (var key in Texts)
            Field(job, key, () => key == "status" ? Statuses[_dice.Next(4)] : Text());
        Field(job, "failCount", () => _dice.Next(5));
        Field(job, kind == JobKind.Agenda ? "priority" : "__v", () => Chance(50) ? _dice.Next(-20, 20) : Value(0));
        Field(job, "retryJob", () => new ObjectId(Bytes(12)));
        Field(job, "shouldSaveResult", () => Chance(50));
        Field(job, Keys[_dice.Next(Keys.Length)], () => Value(3));
        return job;
    }

    private void Field(BsonDocument job, string key, Func<BsonValue> value)
    {
        if (Chance(70) && !job.Contains(key))
            job.Add(key, Chance(95) ? value() : Value(2));
    }

    private BsonValue Value(int depth) => _dice.Next(depth > 0 ? 16 : 14) switch
    {
        0 => Text(),
        1 => _dice.Next(int.MinValue, int.MaxValue),
        2 => _dice.NextInt64(long.MinValue, long.MaxValue),
        3 => _dice.NextInt64(-(1L << 53), 1L << 53),
        4 => BitConverter.Int64BitsToDouble(_dice.NextInt64()),
        5 => _dice.Next(100) / 8.0,
        6 => Chance(50),
        7 => BsonNull.Value,
        8 => Moment(),
        9 => new ObjectId(Bytes(12)),
        10 => new Decimal128(_dice.Next() / 100m),
        11 => new BsonBinaryData(new Guid(Bytes(16)), GuidRepresentation.Standard),
        12 => new BsonTimestamp(_dice.NextInt64()),
        13 => Chance(50) ? new BsonRegularExpression("a.b", "i") : BsonMinKey.Value,
        14 => new BsonArray(Enumerable.Range(0, _dice.Next(4)).Select(_ => Value(depth - 1))),
        _ => Object(depth - 1),
    };

    private BsonDocument Object(int depth)
    {
        var document = new BsonDocument();
        foreach (var key in Keys.OrderBy(_ => _dice.Next()).Take(_dice.Next(5)))
            document.Add(key, Value(depth));
        return document;
    }

    private BsonDateTime Moment() => new(Chance(90) ? _dice.NextInt64(0, 4_000_000_000_000) : _dice.NextInt64(-200_000_000_000_000, 200_000_000_000_000));

    private string Text() => Keys[_dice.Next(Keys.Length)] + (char)_dice.Next(0, 200) + (Chance(10) ? "2024-03-01T10:00:00.000Z" : "");

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _dice.NextBytes(bytes);
        return bytes;
    }

    private bool Chance(int percent) => _dice.Next(100) < percent;
}
