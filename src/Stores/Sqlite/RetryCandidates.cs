using System.Text.Json;
using Dapper;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.Sqlite;

/// <summary>The statement that finds the jobs a retry by query decides on, in the order it decides.</summary>
internal static class RetryCandidates
{
    public static (string Sql, DynamicParameters Parameters) For(RetryQuery query)
    {
        var parameters = new DynamicParameters();
        var conditions = new List<string>();
        Kinds(query, conditions);
        if (query.Ids is { } ids)
        {
            // As JSON: a statement takes 32,766 parameters at most, a list of ids may be longer.
            conditions.Add("Id IN (SELECT value FROM json_each(@Ids))");
            parameters.Add("Ids", JsonSerializer.Serialize(ids.Select(id => id.ToString())));
        }
        else
        {
            conditions.Add(JobColumns.Retryable);
        }

        Texts(query, conditions, parameters);
        Moments(query, conditions, parameters);
        return ($"SELECT Sequence FROM Jobs AS j WHERE {string.Join(" AND ", conditions)} ORDER BY Id, Kind DESC", parameters);
    }

    private static void Kinds(RetryQuery query, List<string> conditions)
    {
        if (query.Kinds != JobKinds.All)
            conditions.Add(query.Kinds == JobKinds.Queue ? "Kind = 1" : "Kind = 0");
        else if (query.Ids is not null)
            conditions.Add("(Kind = 1 OR NOT EXISTS (SELECT 1 FROM Jobs AS q WHERE q.Id = j.Id AND q.Kind = 1))");
    }

    private static void Texts(RetryQuery query, List<string> conditions, DynamicParameters parameters)
    {
        Add("Name", query.Name);
        Add("Status", query.Status);
        Add("CommunityAddress", query.CommunityAddress);
        Add("AccountAddress", query.AccountAddress);
        if (query.CorrelationId is null)
            return;
        conditions.Add(
            """
            (CorrelationId = CAST(@CorrelationId AS TEXT)
                OR Sequence IN (SELECT Sequence FROM JobCorrelations WHERE CorrelationId = CAST(@CorrelationId AS TEXT)))
            """);
        parameters.Add("CorrelationId", JobColumns.Utf8(query.CorrelationId));

        void Add(string column, string? value)
        {
            if (value is null)
                return;
            conditions.Add($"{column} = CAST(@{column} AS TEXT)");
            parameters.Add(column, JobColumns.Utf8(value));
        }
    }

    private static void Moments(RetryQuery query, List<string> conditions, DynamicParameters parameters)
    {
        Add("FailedAt >= @FailedAfter", "FailedAfter", query.FailedAfter);
        Add("FailedAt < @FailedBefore", "FailedBefore", query.FailedBefore);

        void Add(string condition, string name, DateTimeOffset? value)
        {
            if (JobColumns.MillisecondsAtOrAfter(value) is not { } milliseconds)
                return;
            conditions.Add(condition);
            parameters.Add(name, milliseconds);
        }
    }
}
