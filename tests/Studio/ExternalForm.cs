using System.Text.Json.Nodes;

namespace JobsGateway.Studio;

/// <summary>A queue job as the read by external id shows it.</summary>
public static class ExternalForm
{
    /// <summary>The flattened form of a job as clients see it.</summary>
    public static string Of(string json)
    {
        var job = JsonNode.Parse(json)!;
        var data = job["data"]!;
        var t = data["transactionBody"];
        JsonNode Or(string key, JsonNode fallback) => t?[key]?.DeepClone() ?? fallback;
        var shown = new JsonObject
        {
            ["jobId"] = job["_id"]!.DeepClone(), ["value"] = Or("value", 0), ["tokenName"] = Or("tokenName", ""), ["tokenDecimal"] = Or("tokenDecimal", ""),
            ["tokenSymbol"] = Or("asset", ""), ["tokenAddress"] = Or("tokenAddress", ""), ["contractAddress"] = Or("tokenAddress", ""), ["status"] = Or("status", ""),
            ["type"] = Or("type", ""), ["from"] = Or("from", ""), ["to"] = Or("to", ""),
        };
        foreach (var (name, value) in new[] { ("timeStamp", t?["timeStamp"]), ("blockNumber", t?["blockNumber"]), ("hash", data["txHash"]) })
        {
            if (value is not null)
                shown[name] = value.DeepClone();
        }

        shown["externalId"] = data["externalId"]!.DeepClone();
        return shown.ToJsonString();
    }
}
