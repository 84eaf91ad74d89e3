using System.Text;
using JobsGateway.Gateway.JavaScript;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>Why a request is not let in: status and body of the answer.</summary>
/// <param name="reason">For the log: the message, or a substitute where the message shows a part of the token.</param>
/// <param name="body">The answer.</param>
/// <param name="status">401, or 503 where the token could not be checked.</param>
internal sealed class Rejection(string reason, ReadOnlyMemory<byte> body, int status = StatusCodes.Status401Unauthorized)
{
    private const string InvalidToken = "invalid_token";

    public string Reason { get; } = reason;

    public ReadOnlyMemory<byte> Body { get; } = body;

    public int Status { get; } = status;

    /// <summary>The Authorization header is missing or has the wrong form.</summary>
    public static Rejection OfCredentials(string code, string message) =>
        new(message, Unauthorized(message, code, $$"""{"message":{{JavaScriptString.Quote(message)}}}"""));

    /// <summary>jsonwebtoken's JsonWebTokenError.</summary>
    public static Rejection OfToken(string message) => OfToken(message, "JsonWebTokenError", "");

    /// <summary>jsonwebtoken's TokenExpiredError.</summary>
    /// <param name="expiredAt">The claim <c>exp</c>, in seconds.</param>
    public static Rejection OfExpired(double expiredAt) => OfToken("jwt expired", "TokenExpiredError", Date("expiredAt", expiredAt));

    /// <summary>jsonwebtoken's NotBeforeError.</summary>
    /// <param name="notBefore">The claim <c>nbf</c>, in seconds.</param>
    public static Rejection OfNotActive(double notBefore) => OfToken("jwt not active", "NotBeforeError", Date("date", notBefore));

    /// <summary>The SyntaxError of a payload that should be JSON; its properties do not show in JSON.</summary>
    public static Rejection OfSyntaxError(string message) => new("the payload is not JSON", Unauthorized(message, InvalidToken, "{}"));

    private static Rejection OfToken(string message, string name, string date) =>
        new(message, Unauthorized(message, InvalidToken, $$"""{"name":"{{name}}","message":{{JavaScriptString.Quote(message)}}{{date}}}"""));

    private static string Date(string name, double seconds) =>
        JavaScriptDate.ToJson(seconds * 1000) is { } date ? $",\"{name}\":\"{date}\"" : $",\"{name}\":null";

    // Composed as text: a message may hold unpaired surrogates, which .NET's JSON writer refuses.
    private static byte[] Unauthorized(string message, string code, string inner)
    {
        var quoted = JavaScriptString.Quote(message);
        var error = $$"""{"name":"UnauthorizedError","message":{{quoted}},"code":"{{code}}","status":401,"inner":{{inner}}""" + "}";
        return Encoding.UTF8.GetBytes($$"""{"errors":{"message":{{quoted}},"error":{{error}}""" + "}}");
    }
}
