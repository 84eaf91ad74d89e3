using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Authentication.Tokens;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Guards.RateLimits;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace JobsGateway.Gateway.Authentication;

/// <summary>Gives the JWT bearer handler Studio's reading of the header and Studio's answers.</summary>
internal sealed class StudioBearerEvents(TokenRulesSource source, RateLimiting limits) : JwtBearerEvents
{
    /// <inheritdoc/>
    public override Task MessageReceived(MessageReceivedContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count == 0)
            context.NoResult();
        else if (header.Count > 1 && source.Current.IsStrict)
            context.Fail(new TokenRejectedException(Rejections.SeveralHeaders));
        else if (AuthorizationHeader.TryParse(header, out var token) is { } rejection)
            context.Fail(new TokenRejectedException(rejection));
        else
            context.Token = token.ToString();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse(); // Studio sends no WWW-Authenticate.
        var rejection = context.AuthenticateFailure switch
        {
            TokenRejectedException rejected => rejected.Rejection,
            null => Rejections.CredentialsRequired,
            _ => Rejections.InvalidToken,
        };
        if (rejection.Status == StatusCodes.Status401Unauthorized && limits.RefuseUnauthenticated(context.HttpContext) is { } refusing)
            return refusing;
        return StudioResponse.WriteAsync(context.HttpContext, rejection.Status, rejection.Body);
    }

    /// <inheritdoc/>
    public override Task Forbidden(ForbiddenContext context) =>
        limits.Refuse(context.HttpContext, isRetry: context.HttpContext.Features.Get<JobsRequest>() is not null) ?? StudioResponse.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, ErrorBodies.NotAdmin);
}
