using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Gateway.Guards.Headers;

/// <summary>Headers that tell a browser to be careful. The pages and reports of management always have them; what passes through from a server never gets any.</summary>
internal sealed record SecurityHeadersOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "SecurityHeaders";

    /// <summary>Whether the answers the gateway itself gives to the jobs API have them as well: `X-Content-Type-Options`, `Referrer-Policy`, `X-Frame-Options` and `Content-Security-Policy`.
    /// Default: false, they are those of Studio.</summary>
    public bool Api { get; init; }

    /// <summary>For how long browsers shall ask by HTTPS only (`Strict-Transport-Security`): said in the gateway's own answers to requests that came by HTTPS. Default: none, not said.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "730.00:00:00")]
    public TimeSpan? Hsts { get; init; }
}
