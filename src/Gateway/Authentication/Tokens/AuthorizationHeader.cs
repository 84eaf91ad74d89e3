using Microsoft.Extensions.Primitives;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>The Authorization header as express-jwt 5 reads it: scheme and token with one space between, the first header where there are several.</summary>
internal static class AuthorizationHeader
{
    private const string Scheme = "Bearer";

    /// <summary>Takes the token out of the header.</summary>
    /// <param name="header">The header's values, without white space at their ends.</param>
    /// <param name="token">The token; empty where there is a rejection.</param>
    public static Rejection? TryParse(StringValues header, out ReadOnlySpan<char> token)
    {
        token = default;
        var value = header.Count > 0 ? header[0] : null;
        if (string.IsNullOrEmpty(value))
            return Rejections.CredentialsRequired;
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || value.AsSpan(space + 1).Contains(' '))
            return Rejections.BadFormat;
        if (!value.AsSpan(0, space).Equals(Scheme, StringComparison.OrdinalIgnoreCase))
            return Rejections.BadScheme;
        token = value.AsSpan(space + 1);
        return token.Length == 0 ? Rejections.CredentialsRequired : null;
    }
}
