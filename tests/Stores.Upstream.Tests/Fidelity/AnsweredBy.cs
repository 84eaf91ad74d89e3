using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>Who answers a recorded request, and how, when the gateway is between.</summary>
internal enum AnsweredBy
{
    /// <summary>The server; nothing is changed.</summary>
    Server,

    /// <summary>The gateway, as the server did: the token is refused.</summary>
    TokenRefused,

    /// <summary>The gateway, on purpose not as the server did: the server takes the token.</summary>
    TokenRefusedHereOnly,

    /// <summary>The gateway, as the server did: the body of a retry can't be read.</summary>
    BodyRefused,

    /// <summary>A retry by GET, as published. The server knows none.</summary>
    PublishedRetry,

    /// <summary>The gateway, as the server did: the method is a known one in the wrong letter case.</summary>
    MethodRefused,

    /// <summary>The gateway, as the server did: another way to spell an operation, that some proxy may undo and the server does not know.</summary>
    DisguiseRefused,

    /// <summary>Kestrel, before the gateway sees it.</summary>
    Kestrel,
}

/// <summary>The rule for it, from the request and the recorded status alone: written down once more, not taken from the gateway.</summary>
internal static partial class AnsweredByRule
{
    public static AnsweredBy Of(Exchange exchange)
    {
        if (IsRefusedByKestrel(exchange))
            return AnsweredBy.Kestrel;
        if (exchange.Method.Any(char.IsAsciiLetterLower))
            return AnsweredBy.MethodRefused;
        if (!IsOperation(exchange))
            return IsDisguise(exchange) ? AnsweredBy.DisguiseRefused : AnsweredBy.Server;
        // The server reads a body before it looks at the token.
        if (exchange.Method == "POST" && exchange.Status is 400 or 413 or 415)
            return AnsweredBy.BodyRefused;
        if (exchange.Status == 401)
            return AnsweredBy.TokenRefused;
        if (IsTokenOfNoUse(exchange))
            return AnsweredBy.TokenRefusedHereOnly;
        if (exchange.Status == 403)
            return AnsweredBy.TokenRefused;
        if (IsRetry(exchange) && !IsAdmin(exchange))
            return AnsweredBy.TokenRefusedHereOnly;
        return IsRetry(exchange) && exchange.Method == "GET" ? AnsweredBy.PublishedRetry : AnsweredBy.Server;
    }

    /// <summary>A path and method of the jobs API, spelt in a way that decodes.</summary>
    public static bool IsOperation(Exchange exchange) => IsRetry(exchange)
        ? exchange.Method is "GET" or "POST"
        : exchange.Method is "GET" or "HEAD" && OperationPath().IsMatch(exchange.Path) && Decodes(exchange.Path);

    private static bool IsRetry(Exchange exchange) => exchange.Method != "HEAD" && RetryPath().IsMatch(exchange.Path) && Decodes(exchange.Path);

    private static bool IsDisguise(Exchange exchange)
    {
        var path = exchange.Path.Split('?')[0];
        var plain = Parameter().Replace(Uri.UnescapeDataString(path).Replace('\\', '/').Replace("/x/..", "", StringComparison.Ordinal).Replace("/.", "", StringComparison.Ordinal), "");
        return exchange.Status == 404 && plain.Replace("//", "/", StringComparison.Ordinal) != path && plain.StartsWith("/api/v2/jobs/", StringComparison.Ordinal);
    }

    // The server's request line may be anything that Node reads; Kestrel reads RFC 9112.
    private static bool IsRefusedByKestrel(Exchange exchange) =>
        exchange.Path.Contains("%00", StringComparison.Ordinal)
        || exchange.Path.Any(c => c > '~')
        || exchange.Path.Length > 16 * 1024
        || (!exchange.Path.StartsWith('/') && !exchange.Path.Contains("://", StringComparison.Ordinal))
        || (exchange.Version == "1.1" && !exchange.Headers.Any(h => h.Name == "Host"));

    // A critical header that nobody knows, or claims that are no JSON object.
    private static bool IsTokenOfNoUse(Exchange exchange) =>
        Token.Part(Authorization(exchange), 0) is not { ValueKind: JsonValueKind.Object } header
        || header.TryGetProperty("crit", out _)
        || Token.Part(Authorization(exchange), 1) is not { ValueKind: JsonValueKind.Object };

    private static bool IsAdmin(Exchange exchange) =>
        Token.Part(Authorization(exchange), 1)!.Value.TryGetProperty("isAdmin", out var isAdmin) && isAdmin.GetRawText() is "true" or "1" or "\"true\"";

    private static string? Authorization(Exchange exchange) => exchange.Headers.FirstOrDefault(h => h.Name == "Authorization").Value;

    // decodeURIComponent wants two hexadecimal digits behind each %, and UTF-8 from it.
    private static bool Decodes(string path)
    {
        var bytes = Escape().Replace(path.Split('?')[0], escape => ((char)Convert.FromHexString(escape.ValueSpan[1..])[0]).ToString());
        return !Escape().Replace(path.Split('?')[0], "").Contains('%') && Utf8.IsValid(Encoding.Latin1.GetBytes(bytes));
    }

    [GeneratedRegex("^(http://[^/]+)?/api/v2//?jobs//?(correlationId/[^/?]+|[^/?]+)/?(\\?.*)?$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex OperationPath();

    [GeneratedRegex("^(http://[^/]+)?/api/v2//?jobs//?retry(/[^/?]+)?/?(\\?.*)?$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex RetryPath();

    [GeneratedRegex(";[^/]*")]
    private static partial Regex Parameter();

    [GeneratedRegex("%[0-9a-fA-F]{2}")]
    private static partial Regex Escape();
}
