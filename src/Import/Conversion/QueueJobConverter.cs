using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;

namespace JobsGateway.Import.Conversion;

/// <summary>A queue job as mongoose prints it by its schema.</summary>
internal static class QueueJobConverter
{
    public static void Write(BsonDocument job, ClientJsonWriter json)
    {
        var isStatusMissing = JavaScriptObject.ValueOf(job, "status") is null;
        foreach (var element in JavaScriptObject.ElementsOf(job))
        {
            // The default stands before everything but integer-like keys, which a JavaScript object always lists first.
            if (isStatusMissing && !JavaScriptKey.IsIndex(element.Name, out _))
            {
                json.Key("status");
                json.Text("pending");
                isStatusMissing = false;
            }

            WriteField(element, json);
        }
    }

    private static void WriteField(BsonElement element, ClientJsonWriter json)
    {
        switch (element.Name)
        {
            case "name" or "messageId" or "status" or "accountAddress" or "role" or "failReason" or "communityAddress":
                WriteCast(element.Name, MongooseCast.ToText(element.Value), json);
                break;
            case "failCount" or "__v":
                WriteCast(element.Name, MongooseCast.ToNumber(element.Value), json);
                break;
            case "lastFinishedAt" or "failedAt" or "createdAt" or "updatedAt":
                WriteDate(element.Name, MongooseCast.ToDate(element.Value), json);
                break;
            case "retryJob":
                WriteCast(element.Name, MongooseCast.ToReference(element.Value), json);
                break;
            case "_id":
                WriteCast(element.Name, element.Value, json);
                break;
            case "data" or ['d', 'a', 't', 'a', '.', ..]:
                // What is called "data.x" counts as a part of data.
                WriteOther(element, ObjectStyle.Minimized, json);
                break;
            default:
                WriteOther(element, ObjectStyle.Hydrated, json);
                break;
        }
    }

    private static void WriteCast(string name, BsonValue? value, ClientJsonWriter json)
    {
        if (value is null)
            return;
        json.Key(name);
        json.Value(value, ObjectStyle.AsIs);
    }

    private static void WriteDate(string name, double? time, ClientJsonWriter json)
    {
        if (time is double.NaN)
            return;
        json.Key(name);
        if (time is { } known)
            json.Date(known);
        else
            json.Null();
    }

    private static void WriteOther(BsonElement element, ObjectStyle style, ClientJsonWriter json)
    {
        if (!Minimizer.Keeps(element, style))
            return;
        json.Key(element.Name);
        json.Value(element.Value, style);
    }
}
