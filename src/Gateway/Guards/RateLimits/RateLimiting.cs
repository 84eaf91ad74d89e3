using System.Diagnostics.Metrics;
using System.Globalization;
using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Operations.Telemetry;

namespace JobsGateway.Gateway.Guards.RateLimits;

/// <summary>Answers 429 to whoever asks for too much.</summary>
/// <remarks>
/// At the operation itself and not as a middleware: every way to it, the short one of a remembered token too, has verified the token by then, so that a made-up one costs
/// nobody a permit and no memory.
/// </remarks>
internal sealed class RateLimiting
{
    /// <summary>The instrument's name.</summary>
    public const string Limited = "jobsgateway.limited";

    private static readonly ReadOnlyMemory<byte> Body = ErrorBodies.Errors("Too many requests");

    private readonly RateLimitsSource _limits;
    private readonly Counter<long> _limited;

    public RateLimiting(RateLimitsSource limits, IMeterFactory meters)
    {
        _limits = limits;
        _limited = meters.Create(Meters.Gateway).CreateCounter<long>(Limited, "{request}", "Requests answered 429 by the gateway's own limits, by operation and limit.");
    }

    /// <summary>The operation behind the limits of its bearer.</summary>
    public RequestDelegate Behind(RequestDelegate operation, bool isRetry) => context => Refuse(context, isRetry) ?? operation(context);

    /// <summary>Counts a request of a bearer whose token is valid.</summary>
    /// <inheritdoc cref="RefuseUnauthenticated"/>
    public Task? Refuse(HttpContext context, bool isRetry)
    {
        var limits = _limits.Current;
        var retries = isRetry ? limits.Retries : null;
        if ((retries is null && limits.Requests is null) || context.User.Identity is not StudioIdentity bearer)
            return null;
        var key = LimitKey.Of(bearer, limits.Claim);
        if (limits.Requests?.TryTake(key) is { } wait)
            return RefuseAsync(context, "requests", wait);
        return retries?.TryTake(key) is { } longer ? RefuseAsync(context, "retries", longer) : null;
    }

    /// <summary>Counts a request without a valid token.</summary>
    /// <returns>The answer, where there were too many; null where there were not.</returns>
    public Task? RefuseUnauthenticated(HttpContext context) =>
        _limits.Current.Unauthenticated?.TryTake(LimitKey.Of(context.Connection.RemoteIpAddress)) is { } wait ? RefuseAsync(context, "unauthenticated", wait) : null;

    private Task RefuseAsync(HttpContext context, string limit, TimeSpan wait)
    {
        _limited.Add(1, new("operation", context.Features.Get<JobsRequest>()?.Operation ?? "Other"), new("limit", limit));
        context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return StudioResponse.WriteAsync(context, StatusCodes.Status429TooManyRequests, Body, isRead: false);
    }
}
