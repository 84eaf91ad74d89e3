using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Gateway.Guards.RateLimits;

/// <summary>How much one bearer may ask of the jobs API. Each limit is off where it is absent.</summary>
internal sealed record RateLimitsOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "RateLimits";

    /// <summary>The claim that tells one bearer from another, such as `uid`: all tokens with the same value share a limit. A token without it has one of its own.
    /// Default: none, every token has limits of its own.</summary>
    public string? Claim { get; init; }

    /// <summary>All operations of the jobs API, retries included, of one bearer.</summary>
    public RateLimitOptions? Requests { get; init; }

    /// <summary>The retries of one bearer, by id and by query; a retry counts here and as a request.</summary>
    public RateLimitOptions? Retries { get; init; }

    /// <summary>Requests with no valid token (401) from one address (IPv6: one network of 64 bits). Valid tokens from the same address are not affected.</summary>
    public RateLimitOptions? Unauthenticated { get; init; }

    /// <summary>Everything that is wrong with the section.</summary>
    public static IReadOnlyList<ConfigurationError> Validate(IConfiguration configuration)
    {
        var errors = new List<ConfigurationError>();
        OptionsReader.Read<RateLimitsOptions>(configuration.GetSection(Section), errors);
        return errors;
    }
}

/// <summary>So many within a time, evenly: `PermitLimit` at once, and then one more each `PermitLimit`-th part of `Window`.</summary>
internal sealed record RateLimitOptions
{
    /// <summary>How many within the window. The limit is off where its section is absent.</summary>
    [Range(1, 1_000_000)]
    public int PermitLimit { get; init; } = 60;

    /// <summary>The window.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);
}
