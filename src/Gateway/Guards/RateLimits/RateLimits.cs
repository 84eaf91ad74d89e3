namespace JobsGateway.Gateway.Guards.RateLimits;

/// <summary>The limits in force; a limit that is null is off.</summary>
/// <param name="Claim">The claim that tells bearers apart; null for the token.</param>
/// <param name="Requests">Of all operations.</param>
/// <param name="Retries">Of retries.</param>
/// <param name="Unauthenticated">Of requests without a valid token.</param>
internal sealed record RateLimits(string? Claim, RateLimit? Requests, RateLimit? Retries, RateLimit? Unauthenticated)
{
    /// <summary>Reads a section that has been validated. What has not changed goes on counting.</summary>
    public static RateLimits Of(IConfiguration configuration, RateLimits? old, TimeProvider clock)
    {
        var options = OptionsReader.Read<RateLimitsOptions>(configuration.GetSection(RateLimitsOptions.Section), []);
        return new(options.Claim, Of(options.Requests, old?.Requests, clock), Of(options.Retries, old?.Retries, clock), Of(options.Unauthenticated, old?.Unauthenticated, clock));
    }

    private static RateLimit? Of(RateLimitOptions? options, RateLimit? old, TimeProvider clock) =>
        options is null ? null : options == old?.Options ? old : new RateLimit(options, clock);
}

/// <summary>Holds the limits in force.</summary>
internal sealed class RateLimitsSource(IConfiguration configuration, TimeProvider clock)
{
    private volatile RateLimits _current = RateLimits.Of(configuration, null, clock);

    public RateLimits Current => _current;

    /// <summary>Puts a changed configuration in force.</summary>
    public void Load(IConfiguration changed) => _current = RateLimits.Of(changed, _current, clock);
}
