namespace JobsGateway.Gateway.Authentication;

/// <summary>What authentication logs. Tokens, their parts and secrets are never among it.</summary>
internal static partial class AuthenticationLog
{
    [LoggerMessage(EventId = 1001, EventName = "DevelopmentSecretInUse", Level = LogLevel.Warning, Message = "Tokens are verified with the well-known development secret: anybody can make an admin token. Set Jwt:Secrets outside of development")]
    public static partial void DevelopmentSecretInUse(ILogger logger);

    [LoggerMessage(EventId = 1002, EventName = "ShortSecret", Level = LogLevel.Warning, Message = "Jwt:Secrets:{Index} is shorter than {Minimum} bytes: it can be guessed from any token. It is accepted because Jwt:AllowShortSecrets is true")]
    public static partial void ShortSecret(ILogger logger, int index, int minimum);

    [LoggerMessage(EventId = 1003, EventName = "IssuerWithoutAudience", Level = LogLevel.Warning, Message = "Jwt:Authority is set without Jwt:Audience: every token of that issuer is accepted, whatever application it was made for")]
    public static partial void NoAudience(ILogger logger);

    [LoggerMessage(EventId = 1004, EventName = "TokenRulesReloaded", Level = LogLevel.Information, Message = "The section Jwt has changed and is in effect")]
    public static partial void Reloaded(ILogger logger);

    [LoggerMessage(EventId = 1006, EventName = "IssuerKeysUnavailable", Level = LogLevel.Warning, Message = "The keys of the token issuer can't be read from {Metadata}: its tokens are answered with 503")]
    public static partial void KeysUnavailable(ILogger logger, Uri metadata, Exception exception);
}
