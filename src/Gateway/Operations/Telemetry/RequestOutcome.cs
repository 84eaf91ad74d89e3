namespace JobsGateway.Gateway.Operations.Telemetry;

/// <summary>What became of a request, in the few words that metrics can be grouped by.</summary>
internal static class RequestOutcome
{
    /// <summary>The word for a status.</summary>
    public static string Of(int status) => status switch
    {
        < 400 => "ok",
        StatusCodes.Status401Unauthorized => "unauthorized",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status409Conflict => "refused",
        StatusCodes.Status429TooManyRequests => "limited",
        StatusCodes.Status499ClientClosedRequest => "left",
        < 500 => "bad_request",
        StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout => "unavailable",
        _ => "failed",
    };
}
