namespace JobsGateway.Gateway.Tests.Modes.Support;

/// <summary>A job and the three ways to fetch it; one by correlation id is an agenda job, the others are queue jobs.</summary>
internal static class Fetch
{
    public const string Key = "65e1f3a07c1b2d0099000001";

    public static Job ById { get; } = Job.Number(1);

    public static Job ByCorrelationId { get; } = Job.Number(2) with { CorrelationId = Key };

    public static Job ByExternalId { get; } = Job.Number(3) with { ExternalId = Key };

    public static Job[] All => [ById, ByCorrelationId, ByExternalId];

    /// <summary>The three fetches, of the same key.</summary>
    public static string[] Targets => [$"/api/v2/jobs/{Key}", $"/api/v2/jobs/correlationId/{Key}", $"/api/v2/jobs/external?externalId={Key}"];

    /// <summary>Whose answer it is.</summary>
    public static string SideOf(RawResponse answer) =>
        answer.Text.Split("\"from\":\"") is [_, var rest, ..] ? rest[..rest.IndexOf('"', StringComparison.Ordinal)] : $"nobody's: {answer.Status} {answer.Text}";
}
