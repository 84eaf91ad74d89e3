using System.Globalization;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>Turns named values, from a query string or a JSON object, into a <see cref="RetryQuery"/>. Strict: a criterion that was
/// misread would retry jobs nobody meant.</summary>
internal sealed class RetryCriteria
{
    public const string Ids = "ids";

    /// <summary>The names that are understood; any other is ignored, as clients append their own.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [Ids, "name", "status", "correlationId", "communityAddress", "accountAddress", "failedAfter", "failedBefore", "limit", "dryRun"];

    public const string NoCriterion =
        "Which jobs? Give at least one of ids, name, status, correlationId, communityAddress, accountAddress, failedAfter, failedBefore";

    private static readonly string[] DateFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private RetryQuery _query = new();
    private int? _limit;

    /// <summary>Takes the ids.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? SetIds(IEnumerable<string> texts)
    {
        var ids = new SortedSet<JobId>();
        foreach (var text in texts)
        {
            if (JobIdText.Parse(text, out var id) is { } error)
                return error;
            ids.Add(id);
        }

        _query = _query with { Ids = ids };
        return ids.Count == 0 ? "ids is empty" : null;
    }

    /// <summary>Takes one value by name.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Set(string name, string value)
    {
        if (value.Length == 0)
            return $"{name} is empty";
        switch (name)
        {
            case "name": _query = _query with { Name = value }; return null;
            case "correlationId": _query = _query with { CorrelationId = value }; return null;
            case "communityAddress": _query = _query with { CommunityAddress = value }; return null;
            case "accountAddress": _query = _query with { AccountAddress = value }; return null;
            case "status":
                _query = _query with { Status = value };
                return RetryRules.RetryableStatuses.Contains(value) ? null : $"status is one of {string.Join(", ", RetryRules.RetryableStatuses)}, not {value}";
            case "failedAfter":
                _query = _query with { FailedAfter = Date(value) };
                return _query.FailedAfter is null ? NotADate(name, value) : null;
            case "failedBefore":
                _query = _query with { FailedBefore = Date(value) };
                return _query.FailedBefore is null ? NotADate(name, value) : null;
            case "limit":
                _limit = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : 0;
                return _limit is > 0 and <= RetryQuery.MaximumLimit ? null : $"limit is a whole number from 1 to {RetryQuery.MaximumLimit}, not {value}";
            case "dryRun":
                _query = _query with { DryRun = value == "true" };
                return value is "true" or "false" ? null : $"dryRun is true or false, not {value}";
            default:
                throw new ArgumentOutOfRangeException(nameof(name), name, "not the name of a criterion");
        }
    }

    /// <summary>The finished query.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Build(out RetryQuery query)
    {
        // Ids bound the work by themselves; cut short at a default nobody asked for, the rest could never be reached by asking again.
        query = _query with { Limit = _limit ?? (_query.Ids is null ? RetryQuery.DefaultLimit : RetryQuery.MaximumLimit) };
        return query.HasCriterion ? null : NoCriterion;
    }

    private static DateTimeOffset? Date(string value) =>
        DateTimeOffset.TryParseExact(value, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static string NotADate(string name, string value) => $"{name} is an ISO 8601 date such as 2024-03-01T10:00:00Z, not {value}";
}
