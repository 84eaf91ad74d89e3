namespace JobsGateway.Gateway.Guards.Headers;

/// <summary>What a browser may load and run on the pages of management, by the beginning of their path. Whatever is not in the table may nothing.</summary>
internal static class PagePolicies
{
    /// <summary>For data: nothing is loaded, nothing is run, nobody frames it.</summary>
    public const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    // The reference page has scripts and styles in the page itself, and fonts in data: addresses; all it fetches is the gateway's own.
    private const string Reference =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static readonly (string Prefix, string Policy)[] Table =
    [
        (Operations.ApiDocuments.PagePath, Reference),
    ];

    /// <summary>The policy for a path.</summary>
    public static string Of(PathString path)
    {
        foreach (var (prefix, policy) in Table)
        {
            if (path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
                return policy;
        }

        return Nothing;
    }
}
