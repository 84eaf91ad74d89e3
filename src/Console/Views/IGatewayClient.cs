namespace JobsGateway.WebConsole.Views;

/// <summary>Sends requests the way any client's go: with a token, through authorization, modes, limits and audit.</summary>
public interface IGatewayClient
{
    /// <summary>Sends a request and reads the whole answer.</summary>
    Task<GatewayAnswer> SendAsync(GatewayCall request, Caller caller, CancellationToken cancellationToken);
}

/// <summary>A request.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Target">Path and query, encoded.</param>
/// <param name="Json">The body; null for none.</param>
public sealed record GatewayCall(string Method, string Target, string? Json = null);

/// <summary>Who asks.</summary>
/// <param name="Token">The token of the one who is signed in.</param>
/// <param name="Address">Where the browser is; null where that is not known.</param>
/// <param name="Host">The host the console was opened at.</param>
public sealed record Caller(string Token, string? Address, string Host)
{
    /// <summary>Without the token, so that it can't get into a log.</summary>
    public override string ToString() => $"{Address} at {Host}";
}

/// <summary>An answer.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body, cut where it is longer than <see cref="Longest"/>.</param>
/// <param name="IsCut">Whether it was cut.</param>
/// <param name="Store">The store that answered; null where none was asked.</param>
public sealed record GatewayAnswer(int Status, string Body, bool IsCut, string? Store)
{
    /// <summary>The most bytes of a body that are taken: 8 MiB.</summary>
    public const int Longest = 8 * 1024 * 1024;
}
