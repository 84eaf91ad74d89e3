using System.Globalization;

namespace JobsGateway.WebConsole.Jobs;

/// <summary>The criteria of a retry by query, as they are filled in.</summary>
internal sealed class RetryForm
{
    public string? Name { get; set; }

    public string? Status { get; set; }

    public string? CorrelationId { get; set; }

    public string? CommunityAddress { get; set; }

    public string? AccountAddress { get; set; }

    /// <summary>A date or a moment; the gateway says what is wrong with it.</summary>
    public string? FailedAfter { get; set; }

    public string? FailedBefore { get; set; }

    /// <summary>Ids, separated by blanks, commas or lines.</summary>
    public string? Ids { get; set; }

    public int Limit { get; set; } = 100;

    /// <summary>The ids, each once.</summary>
    public IReadOnlyList<string> IdList => [.. (Ids ?? "").Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether something besides ids is filled in.</summary>
    public bool HasCriteria => Criteria().Any();

    /// <summary>The query of a dry run.</summary>
    public string DryRunQuery()
    {
        var parameters = Criteria().ToList();
        if (IdList is { Count: > 0 } ids)
            parameters.Add(("ids", string.Join(',', ids)));
        parameters.Add(("limit", Limit.ToString(CultureInfo.InvariantCulture)));
        parameters.Add(("dryRun", "true"));
        return string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
    }

    private IEnumerable<(string Name, string Value)> Criteria() =>
        new (string Name, string? Value)[]
        {
            ("name", Name), ("status", Status), ("correlationId", CorrelationId), ("communityAddress", CommunityAddress), ("accountAddress", AccountAddress),
            ("failedAfter", FailedAfter), ("failedBefore", FailedBefore),
        }
        .Where(criterion => !string.IsNullOrWhiteSpace(criterion.Value))
        .Select(criterion => (criterion.Name, criterion.Value!.Trim()));
}
