namespace JobsGateway.WebConsole.Views;

/// <summary>Decides who may use the console, by the gateway's own rules.</summary>
public interface ITokenCheck
{
    /// <summary>Checks a token as it would be checked in a request at this moment.</summary>
    Task<TokenVerdict> CheckAsync(string token);
}

/// <summary>What the gateway says to a token.</summary>
/// <param name="Refusal">Why it is not let in, in a sentence; null where it is.</param>
/// <param name="Name">Whose token it is, where it says so.</param>
/// <param name="ExpiresAt">When it expires; null where it never does.</param>
public sealed record TokenVerdict(string? Refusal, string? Name = null, DateTimeOffset? ExpiresAt = null);
