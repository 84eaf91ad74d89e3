using System.Text.Json.Nodes;

namespace JobsGateway.Gateway.Authentication;

/// <summary>A token to be minted.</summary>
public sealed record TokenRequest
{
    /// <summary>Claims such as <c>appName</c>, in this order. Default: none. <c>iat</c>, <c>isAdmin</c> and <c>exp</c> are set by the properties below.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode?>> Claims { get; init; } = [];

    /// <summary>Whether the bearer may retry jobs. Default: false, and no claim <c>isAdmin</c>.</summary>
    public bool IsAdmin { get; init; }

    /// <summary>How long the token is valid, in whole seconds. Default: null, without end (no <c>exp</c>), as half of Studio's logins mint them.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>HS256, HS384 or HS512. Default: HS256.</summary>
    public string Algorithm { get; init; } = "HS256";
}
