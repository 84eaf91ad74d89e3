using System.Net;
using Polly.Timeout;

namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>What kind of failure it was.</summary>
internal static class Failure
{
    /// <summary>The server could not be reached, broke off, sent what is no HTTP, or took too long.</summary>
    public static bool IsTransport(Exception? exception) => exception is HttpRequestException or IOException or TimeoutRejectedException;

    /// <summary>Something in front of the server says that it does not work. Its 500s are not taken for that: Studio answers so to a client's mistakes.</summary>
    public static bool IsGateway(HttpResponseMessage? response) =>
        response?.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>No connection was made, so nothing was sent.</summary>
    public static bool IsNotSent(Exception? exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };

    /// <summary>How long the server asks to wait; null where it doesn't.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeProvider clock)
    {
        var header = response?.Headers.RetryAfter;
        var pause = header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }
}
