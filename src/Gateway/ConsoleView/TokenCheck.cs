using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Authentication.Tokens;
using JobsGateway.WebConsole.Views;

namespace JobsGateway.Gateway.ConsoleView;

/// <summary>Checks a token with the handler that checks those of requests.</summary>
internal sealed class TokenCheck(StudioTokenHandler handler) : ITokenCheck
{
    // What a person recognises, the most telling first.
    private static readonly string[] Names = ["name", "email", "appName", "phoneNumber", "sub", "id"];

    public async Task<TokenVerdict> CheckAsync(string token)
    {
        if (token.Length == 0)
            return new("Paste a token first.");
        if (AuthorizationHeader.TryParse($"Bearer {token}", out ReadOnlySpan<char> _) is not null)
            return new("This is no token: it has blanks in it. Paste the token alone, without the word Bearer.");
        var result = await handler.ValidateTokenAsync(token, null!);
        if (result is not { IsValid: true, ClaimsIdentity: StudioIdentity identity })
            return new(Explain((result.Exception as TokenRejectedException)?.Rejection));
        return identity.IsAdmin
            ? new(null, Array.ConvertAll(Names, name => identity.FindFirst(name)?.Value).FirstOrDefault(value => value is not null), ExpiryOf(identity))
            : new("The token is good, but not an admin's: the console needs the claim isAdmin.");
    }

    private static string Explain(Rejection? rejection) => rejection?.Reason switch
    {
        "jwt expired" => "The token has expired. Sign in with a new one.",
        "jwt not active" => "The token is not good yet: it begins later.",
        "jwt malformed" or "invalid token" or "the payload is not JSON" => "This is no token: a token has three parts with dots between them.",
        "invalid signature" => "The token was not signed with a secret of this gateway, or that secret has been taken out.",
        { } reason => $"The gateway does not take this token: {reason}.",
        null => "The gateway does not take this token.",
    };

    private static DateTimeOffset? ExpiryOf(StudioIdentity identity) =>
        long.TryParse(identity.FindFirst("exp")?.Value, out var seconds) && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
