using System.Text.Json;
using System.Text.RegularExpressions;

namespace JobsGateway.Gateway.Tests.Contract;

/// <summary>A deliberate difference from the deployed server: which exchanges it is about, what JobsGateway answers, and why.</summary>
/// <param name="Reason">Why it differs.</param>
/// <param name="Applies">Which exchanges.</param>
/// <param name="Status">The status JobsGateway answers.</param>
/// <param name="Body">The body it answers, from the recorded one; null where only the status is compared.</param>
/// <param name="OnCopy">Whether the exchange changes jobs here and not on the server: it is sent to a gateway with a fresh load of its own.</param>
internal sealed record Difference(string Reason, Func<Exchange, bool> Applies, int Status, Func<Exchange, string>? Body = null, bool OnCopy = false);

internal static partial class Differences
{
    private const string NotAdmin = """{"error":"The user is not admin"}""";
    private const string NotFound = """{"error":"Job not found"}""";

    /// <summary>The table; the first row that applies counts.</summary>
    public static IReadOnlyList<Difference> Table { get; } =
    [
        // Kestrel reads requests, not Node
        new("a NUL has no place in a path; Kestrel refuses it", e => e.Path.Contains("%00", StringComparison.Ordinal), 400),
        new("asterisk-form is for OPTIONS only (RFC 9112, 3.2.4); Kestrel refuses it", e => e.Path == "*", 405),

        // Tokens
        new("a payload that is not a JSON object is no set of claims",
            e => e.Section == "auth" && e.Status != 401 && Token(e) is "payload-string" or "payload-number" or "payload-true" or "payload-array" or "payload-null" or "payload-null-no-typ" or "typ-missing-payload-not-json", 401),
        new("a crit header that is not understood must be refused (RFC 7515, 4.1.11)", e => Token(e) == "crit-header", 401),
        new("isAdmin is true, 1 or \"true\", not any truthy value",
            e => e.Method == "POST" && e.Status != 403 && Token(e) is "isAdmin-string-false" or "isAdmin-empty-array" or "isAdmin-empty-object", 403, _ => NotAdmin),

        // Retry by GET, as published
        new("GET /retry needs an admin: it is a retry", e => IsGetRetry(e) && Token(e) == "user", 403, _ => NotAdmin),
        new("GET /retry/:id works as published", e => e.Method == "GET" && e.Path.Contains("/retry/", StringComparison.Ordinal) && e.Status == 404, 200, null, OnCopy: true),
        new("GET /retry without a criterion retries nothing", e => IsGetRetry(e) && e.Status == 500, 400),

        // Retry by POST
        new("the exchange that retried this job is not among the recordings", e => e.Id == "batch element uppercase good", 200, null, OnCopy: true),
        new("an object of criteria works", e => e.ResponseBody.Contains("request data is empty", StringComparison.Ordinal) && e.Description == "body is object", 200, null, OnCopy: true),
        new("a cancelled job with its own correlationId can be retried", e => IsPost(e) && Message(e)?.Contains("jobId: 65e1f3a07c1b2d0034b50007", StringComparison.Ordinal) == true, 200, null, OnCopy: true),
        new("a failed agenda job can be retried", e => IsPost(e) && e.Path.EndsWith("/retry/65e1f3a07c1b2d0012a40003", StringComparison.Ordinal), 200, null, OnCopy: true),
        new("retry of an unknown id", e => IsPost(e) && Message(e)?.StartsWith("Cannot destructure", StringComparison.Ordinal) == true, 404, _ => NotFound),
        new("a refused retry in a batch is reported as skipped, the others are made",
            e => IsPost(e) && IsBatch(e) && e.Status == 500 && RefusedBefore(e), 200, null, OnCopy: true),
        new("a refused retry in a batch is reported as skipped, also after others were made",
            e => IsPost(e) && IsBatch(e) && e.Status == 500 && e.Description.Contains("HIGHER", StringComparison.Ordinal), 200),
        new("a refused retry in a batch is reported as skipped", e => IsPost(e) && IsBatch(e) && e.Status == 500 && IsRefusal(e), 200, Skipped),
        new("a retry that is refused is a conflict, not a fault", e => IsPost(e) && e.Status == 500 && IsRefusal(e), 409, PlainError),
        new("what the request has wrong is a 400, not a fault", e => e.Status == 500 && IsInvalid(e), 400, PlainError),

        // Reads
        new("a missing externalId is the request's mistake", e => e.Section == "external" && e.Status == 500, 400),

    ];

    /// <summary>What is not sent at all, and why.</summary>
    public static IReadOnlyList<(string Reason, Func<Exchange, bool> Applies)> LeftOut { get; } =
    [
        ("Node's own limit of 16 KiB for a request head", e => e.Status == 431),
        ("a body on a GET has no meaning; the contract asks for no parity", e => e.Method == "GET" && e.Body.Length > 0),
    ];

    private static bool IsPost(Exchange e) => e.Method == "POST";

    private static bool IsBatch(Exchange e) => e.Section == "retryBatch";

    private static bool IsGetRetry(Exchange e) => e.Method == "GET" && e.Path.EndsWith("/jobs/retry", StringComparison.Ordinal);

    private static bool IsRefusal(Exchange e) => Message(e) is { } m && RefusalPattern().IsMatch(m);

    // A job with a lower id was refused, and the server stopped before the others.
    private static bool RefusedBefore(Exchange e) => e.Description.Contains("LOWER", StringComparison.Ordinal);

    private static bool IsInvalid(Exchange e) => e.Method == "HEAD" || Message(e) is { } m && InvalidPattern().IsMatch(m);

    private static string PlainError(Exchange e) => e.Method == "HEAD" ? "" : "{\"errors\":{\"message\":" + RawMessage(e) + ",\"error\":{}}}";

    private static string Skipped(Exchange e)
    {
        var id = IdPattern().Match(Message(e)!.Replace("Job with the correlationId", "", StringComparison.Ordinal)).Value;
        return $"{{\"data\":[],\"size\":0,\"skipped\":[{{\"id\":\"{id}\",\"reason\":{RawMessage(e)}}}]}}";
    }

    private static string? Message(Exchange e)
    {
        if (!e.ResponseBody.StartsWith("{\"errors\"", StringComparison.Ordinal))
            return null;
        using var json = JsonDocument.Parse(e.ResponseBody);
        return json.RootElement.GetProperty("errors").GetProperty("message").GetString();
    }

    private static string RawMessage(Exchange e)
    {
        using var json = JsonDocument.Parse(e.ResponseBody);
        return json.RootElement.GetProperty("errors").GetProperty("message").GetRawText();
    }

    private static string? Token(Exchange e) => Tokens.NameOf(e.Headers.FirstOrDefault(h => h.Name == "Authorization").Value);

    [GeneratedRegex("^(Cannot retry job|job [0-9a-f]{24} already retried|Job with the correlationId|QueueJob validation failed)")]
    private static partial Regex RefusalPattern();

    [GeneratedRegex("^(Argument passed in|Cast to ObjectId failed|request data is empty|The value of \"value\" is out of range)")]
    private static partial Regex InvalidPattern();

    [GeneratedRegex("[0-9a-f]{24}")]
    private static partial Regex IdPattern();
}
