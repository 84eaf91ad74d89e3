using System.Security.Claims;
using JobsGateway.Gateway.Authentication.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Primitives;

namespace JobsGateway.Gateway.Authentication;

/// <summary>The short way for a client that polls: a token whose signature is remembered, at an operation its bearer may use, goes straight to the endpoint.</summary>
/// <remarks>
/// Schemes, handlers, tickets and a scope of services cost a request 1.7 KB and two microseconds. Everything that is not plainly allowed here, be it refused or
/// not known yet, takes the general way, which decides alone. A token is remembered only while the rules it was verified by are in effect.
/// </remarks>
internal sealed class RememberedTokens(RequestDelegate next, TokenRulesSource source, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { RequestDelegate: { } operation } endpoint
            || endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>() is not [{ Policy: { } policy, Roles: null, AuthenticationSchemes: null }]
            || Recall(context.Request.Headers.Authorization) is not { } bearer
            || !IsAllowed(policy, bearer))
            return next(context);
        context.User = new ClaimsPrincipal(bearer);
        return operation(context);
    }

    private static bool IsAllowed(string policy, StudioIdentity bearer) => policy switch
    {
        Policies.Reader => true,
        Policies.Admin => bearer.IsAdmin,
        _ => false,
    };

    private StudioIdentity? Recall(StringValues header)
    {
        var rules = source.Current;
        if (header.Count != 1 || AuthorizationHeader.TryParse(header, out ReadOnlySpan<char> token) is not null || !rules.VerifiedSignatures.TryGet(token, out var known))
            return null;
        return ClaimChecks.Check(known, rules, rules.Issuer, time.GetUtcNow().ToUnixTimeSeconds()) is null ? new StudioIdentity(known.Token, known.Payload.IsAdmin) : null;
    }
}
