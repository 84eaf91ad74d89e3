using System.Text.Json;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Audit;

/// <summary>Writes which jobs were asked for.</summary>
internal static class AuditedCriteria
{
    /// <param name="json">Takes the members.</param>
    /// <param name="query">The criteria.</param>
    /// <param name="withIds">Whether the ids are listed, and not only counted.</param>
    public static void Write(Utf8JsonWriter json, RetryQuery query, bool withIds)
    {
        if (query.Ids is { } ids)
        {
            json.WriteNumber("idCount", ids.Count);
            if (withIds)
                json.WriteIds("ids", ids.Select(id => id.ToString()));
        }

        json.WriteIfAny("name", query.Name);
        json.WriteIfAny("status", query.Status);
        json.WriteIfAny("correlationId", query.CorrelationId);
        json.WriteIfAny("communityAddress", query.CommunityAddress);
        json.WriteIfAny("accountAddress", query.AccountAddress);
        if (query.FailedAfter is { } after)
            json.WriteString("failedAfter", after);
        if (query.FailedBefore is { } before)
            json.WriteString("failedBefore", before);
        if (query.Limit is { } limit)
            json.WriteNumber("limit", limit);
        if (query.DryRun)
            json.WriteBoolean("dryRun", true);
    }
}
