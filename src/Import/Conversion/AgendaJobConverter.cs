using MongoDB.Bson;

namespace JobsGateway.Import.Conversion;

/// <summary>An agenda job as the scheduler library prints it.</summary>
internal static class AgendaJobConverter
{
    public static void Write(BsonDocument job, ClientJsonWriter json)
    {
        BsonValue? type = null, nextRunAt = null, lastRunAt = null;
        bool hasPriority = false, hasShouldSaveResult = false, hasName = false;
        foreach (var element in JavaScriptObject.ElementsOf(job))
        {
            var (name, value) = (element.Name, element.Value);
            switch (name)
            {
                // "agenda" is the library's own; "__proto__" can't be copied by assignment.
                case "agenda" or "__proto__":
                    continue;
                case "type":
                    type = value;
                    continue;
                case "nextRunAt":
                    nextRunAt = value;
                    continue;
            }

            json.Key(name);
            switch (name)
            {
                case "priority":
                    json.Number(PriorityOf(value));
                    hasPriority = true;
                    break;
                case "shouldSaveResult":
                    WriteOrFalse(value, json);
                    hasShouldSaveResult = true;
                    break;
                case "name":
                    WriteOr("", value, json);
                    hasName = true;
                    break;
                case "lastRunAt":
                    lastRunAt = value;
                    WriteDate(value, json);
                    break;
                case "lastFinishedAt" or "failedAt" or "lockedAt":
                    WriteDate(value, json);
                    break;
                default:
                    json.Value(value, ObjectStyle.AsIs);
                    break;
            }
        }

        if (!hasPriority)
        {
            json.Key("priority");
            json.Number(0);
        }

        if (!hasShouldSaveResult)
        {
            json.Key("shouldSaveResult");
            json.False();
        }

        if (!hasName)
        {
            json.Key("name");
            json.Text("");
        }

        json.Key("type");
        WriteOr("once", type ?? BsonNull.Value, json);
        json.Key("nextRunAt");
        json.Date(NextRun(job, nextRunAt, lastRunAt));
    }

    private static double PriorityOf(BsonValue value) => JavaScriptValue.IsNumber(value, out var number)
        ? number
        : JavaScriptValue.AsString(value) switch
        {
            "highest" => 20,
            "high" => 10,
            "low" => -10,
            "lowest" => -20,
            _ => 0,
        };

    // The server shows the time of the request where there is no next run; a stable time takes its place, so that the ETag can match.
    private static double NextRun(BsonDocument job, BsonValue? nextRunAt, BsonValue? lastRunAt)
    {
        if (JavaScriptValue.IsTruthy(nextRunAt))
            return JavaScriptValue.ToDate(nextRunAt!);
        var last = JavaScriptValue.IsTruthy(lastRunAt) ? JavaScriptValue.ToDate(lastRunAt!) : double.NaN;
        return double.IsNaN(last) ? 1000.0 * (uint)job["_id"].AsObjectId.Timestamp : last;
    }

    private static void WriteDate(BsonValue value, ClientJsonWriter json)
    {
        if (JavaScriptValue.IsTruthy(value))
            json.Date(JavaScriptValue.ToDate(value));
        else
            json.Value(value, ObjectStyle.AsIs);
    }

    private static void WriteOr(string fallback, BsonValue value, ClientJsonWriter json)
    {
        if (JavaScriptValue.IsTruthy(value))
            json.Value(value, ObjectStyle.AsIs);
        else
            json.Text(fallback);
    }

    private static void WriteOrFalse(BsonValue value, ClientJsonWriter json)
    {
        if (JavaScriptValue.IsTruthy(value))
            json.Value(value, ObjectStyle.AsIs);
        else
            json.False();
    }
}
