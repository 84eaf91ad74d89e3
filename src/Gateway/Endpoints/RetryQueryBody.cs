using System.Globalization;
using System.Text.Json;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Endpoints;

/// <summary><c>POST /retry</c>: the array of ids the deployed server takes, or an object of criteria.</summary>
internal static class RetryQueryBody
{
    private const string Invalid = "request data is empty or invalid";
    private const string WrongType = "Argument passed in does not match the accepted types";
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <param name="json">Valid JSON, an object or an array; null where there was none.</param>
    /// <param name="query">The query.</param>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static string? Parse(string? json, out RetryQuery query)
    {
        query = new RetryQuery();
        if (json is null)
            return Invalid;
        try
        {
            using var body = JsonDocument.Parse(json, Options);
            return body.RootElement.ValueKind == JsonValueKind.Array ? FromArray(body.RootElement, out query) : FromObject(body.RootElement, out query);
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            // JSON all the same: an escaped half of a surrogate pair in a property's name is no text to compare with, and ids do not nest that deep.
            return WrongType;
        }
    }

    // As the server: queue jobs only, no limit, and elements that can't name a stored job are not an error.
    private static string? FromArray(JsonElement array, out RetryQuery query)
    {
        var ids = new SortedSet<JobId>();
        query = new RetryQuery { Ids = ids, Kinds = JobKinds.Queue };
        foreach (var element in array.EnumerateArray())
        {
            if (ReadId(element, out var id) is { } error)
                return error;
            if (id is { } known)
                ids.Add(known);
        }

        return null;
    }

    // new ObjectId(x) of bson 4.7: null and numbers make a new id, which names no job; an object with a string "id" stands for it.
    private static string? ReadId(JsonElement element, out JobId? id)
    {
        id = null;
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.Number:
                var time = element.GetDouble();
                return time is >= 0 and <= uint.MaxValue
                    ? null
                    : $"The value of \"value\" is out of range. It must be >= 0 and <= 4294967295. Received {element.GetRawText()}";
            case JsonValueKind.Object when element.TryGetProperty("id", out var inner) && inner.ValueKind == JsonValueKind.String:
                return ReadText(inner, out id);
            case JsonValueKind.String:
                return ReadText(element, out id);
            default:
                return WrongType;
        }
    }

    private static string? ReadText(JsonElement element, out JobId? id)
    {
        id = null;
        if (!TryGetText(element, out var text))
            return JobIdText.NotAnId;
        if (JobIdText.Parse(text, out var parsed) is { } error)
            return error;
        id = parsed;
        return null;
    }

    private static string? FromObject(JsonElement body, out RetryQuery query)
    {
        var criteria = new RetryCriteria();
        query = new RetryQuery();
        var given = 0;
        foreach (var name in RetryCriteria.Names)
        {
            if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
                continue;
            given++;
            if (Set(criteria, name, value) is { } error)
                return error;
        }

        return given == 0 ? Invalid : criteria.Build(out query);
    }

    private static string? Set(RetryCriteria criteria, string name, JsonElement value)
    {
        if (name == "ids" && value.ValueKind == JsonValueKind.Array)
        {
            var ids = new List<string>();
            foreach (var element in value.EnumerateArray())
            {
                if (element.ValueKind != JsonValueKind.String || !TryGetText(element, out var id))
                    return WrongType;
                ids.Add(id);
            }

            return criteria.SetIds(ids);
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.String when TryGetText(value, out var s) => s,
            JsonValueKind.Number when name == "limit" => value.GetDouble().ToString(CultureInfo.InvariantCulture),
            JsonValueKind.True or JsonValueKind.False when name == "dryRun" => value.GetRawText(),
            _ => null,
        };
        if (text is null)
            return $"{name} has the wrong type: {value.ValueKind}";
        return name == "ids" ? criteria.SetIds(text.Split(',')) : criteria.Set(name, text);
    }

    // An escaped half of a surrogate pair is JSON, but no text.
    private static bool TryGetText(JsonElement element, out string text)
    {
        try
        {
            text = element.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }
}
