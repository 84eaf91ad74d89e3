using System.Numerics;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>The statement that finds the jobs a retry by query decides on, in the order it decides.</summary>
internal sealed class RetryCandidates(string schema)
{
    internal const string AmongIds = $"j.Id IN (SELECT CONVERT(char(24), i.value) COLLATE {JobColumn.Collation} FROM OPENJSON(@Ids) AS i)";

    /// <summary>The rows a retry may apply to, in the words of the filtered indexes: the server uses those only where a query repeats their condition.</summary>
    private const string Retryable = "j.RetryJob IS NULL AND j.Status IN (N'failed', N'cancelled', N'cancelRequested')";

    /// <summary>How many conditions a query may have beside the kinds.</summary>
    private const int Conditions = 8;

    public (Statement Statement, (string Name, object? Value)[] Values) For(RetryQuery query)
    {
        var conditions = new List<string>();
        var parameters = new List<Parameter>();
        var values = new List<(string, object?)>();
        Kinds(query, conditions);
        if (query.Ids is { } ids)
            Add(AmongIds, JobColumn.List("Ids"), JobColumn.ListOf(ids.Select(id => id.ToString())));
        else
            conditions.Add(Retryable);
        Text("j.Name = @Name", "Name", query.Name);
        Text("j.Status = @Status", "Status", query.Status);
        Text("j.CommunityAddress = @CommunityAddress", "CommunityAddress", query.CommunityAddress);
        Text("j.AccountAddress = @AccountAddress", "AccountAddress", query.AccountAddress);
        Text(
            $"""
            EXISTS (SELECT 1 FROM
                (SELECT a.Id, a.Kind FROM [{schema}].[Jobs] AS a WHERE a.CorrelationId = @CorrelationId
                UNION ALL
                SELECT c.Id, c.Kind FROM [{schema}].[JobCorrelations] AS c WHERE c.CorrelationId = @CorrelationId) AS k
                WHERE k.Id = j.Id AND k.Kind = j.Kind)
            """,
            "CorrelationId",
            query.CorrelationId);
        Add("j.FailedAt >= @FailedAfter", JobColumn.FailedAt with { Name = "FailedAfter" }, Milliseconds.AtOrAfter(query.FailedAfter));
        Add("j.FailedAt < @FailedBefore", JobColumn.FailedAt with { Name = "FailedBefore" }, Milliseconds.AtOrAfter(query.FailedBefore));
        var sql = $"SELECT j.Id, j.Kind FROM [{schema}].[Jobs] AS j\nWHERE {string.Join("\nAND ", conditions)}\nORDER BY j.Id, j.Kind DESC";
        return (new Statement("RetryCandidates", sql, parameters), [.. values]);

        void Text(string condition, string name, string? text) => Add(condition, JobColumn.Text(name), IndexedText.Of(text));

        void Add(string condition, Parameter parameter, object? value)
        {
            if (value is null)
                return;
            conditions.Add(condition);
            parameters.Add(parameter);
            values.Add((parameter.Name, value));
        }
    }

    /// <summary>The forms the statement takes, with no more than two conditions and with all: since AND joins them, no other form has anything new.</summary>
    public IEnumerable<Statement> All =>
        from kinds in new[] { JobKinds.All, JobKinds.Agenda, JobKinds.Queue }
        from form in Enumerable.Range(0, 1 << Conditions)
        where BitOperations.PopCount((uint)form) is <= 2 or Conditions
        select For(new RetryQuery
        {
            Kinds = kinds,
            Ids = Has(form, 0) ? [] : null,
            Name = Has(form, 1) ? "" : null,
            Status = Has(form, 2) ? "" : null,
            CommunityAddress = Has(form, 3) ? "" : null,
            AccountAddress = Has(form, 4) ? "" : null,
            CorrelationId = Has(form, 5) ? "" : null,
            FailedAfter = Has(form, 6) ? DateTimeOffset.UnixEpoch : null,
            FailedBefore = Has(form, 7) ? DateTimeOffset.UnixEpoch : null,
        }).Statement;

    private static bool Has(int form, int bit) => (form & (1 << bit)) != 0;

    private void Kinds(RetryQuery query, List<string> conditions)
    {
        if (query.Kinds != JobKinds.All)
            conditions.Add(query.Kinds == JobKinds.Queue ? "j.Kind = 1" : "j.Kind = 0");
        else if (query.Ids is not null)
            conditions.Add($"(j.Kind = 1 OR NOT EXISTS (SELECT 1 FROM [{schema}].[Jobs] AS q WHERE q.Id = j.Id AND q.Kind = 1))");
    }
}
