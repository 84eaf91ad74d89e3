namespace JobsGateway.Gateway.Authentication.Configuration;

/// <summary>The secret that makes a fresh clone run. Everybody knows it, so it is refused outside the Development environment.</summary>
public static class DevelopmentSecret
{
    /// <summary>The secret itself, long enough for every HMAC algorithm.</summary>
    public const string Value = "for-development-only: everybody knows this secret, never use it to protect anything";
}
