using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Polly;
using Polly.Timeout;

namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>What kind of failure it was.</summary>
internal static class Failure
{
    /// <summary>The server could not be reached, broke off, sent what is no HTTP, or took too long.</summary>
    public static bool IsTransport(Exception? exception) =>
        exception is (HttpRequestException or IOException or TimeoutRejectedException) && !IsClients(exception);

    /// <summary>Something in front of the server says that it does not work. Its 500s are not taken for that: Studio answers so to a client's mistakes.</summary>
    public static bool IsGateway(HttpResponseMessage? response) =>
        response?.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>Another destination, or the same one later, may do better.</summary>
    public static bool IsTransient(Exception? exception, HttpResponseMessage? response) => IsTransport(exception) || IsGateway(response);

    /// <summary>No connection was made, so nothing was sent.</summary>
    public static bool IsNotSent(Exception? exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };

    /// <summary>The client broke off or sent what can't be read, while its body was being copied.</summary>
    public static bool IsClients(Exception? exception)
    {
        // What a pipeline rejects tells of an earlier request inside.
        for (; exception is not (null or ExecutionRejectedException); exception = exception.InnerException)
        {
            if (exception is BadHttpRequestException or ConnectionResetException or ConnectionAbortedException)
                return true;
        }

        return false;
    }

    /// <summary>How long the server asks to wait; null where it doesn't.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeProvider clock)
    {
        var header = response?.Headers.RetryAfter;
        var pause = header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    /// <summary>The same failure as the pipelines and the log are to see it.</summary>
    /// <param name="exception">What an attempt threw.</param>
    /// <param name="isCancelled">Whether the attempt's token is cancelled.</param>
    public static Exception Named(Exception exception, bool isCancelled) => exception switch
    {
        // So the handler tells of its connect time-out; the token it names is its own.
        OperationCanceledException { InnerException: TimeoutException } when !isCancelled =>
            new HttpRequestException(HttpRequestError.ConnectionError, "No connection could be made in time."),
        // The forwarder's body copy throws so when the server takes no more of it.
        OperationCanceledException when !isCancelled && !IsClients(exception) =>
            new HttpRequestException(HttpRequestError.Unknown, "The request could not be sent to its end."),
        // The message quotes what came, and that may be a job's data: a wrong length makes a body the next status line.
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } =>
            new HttpRequestException(HttpRequestError.InvalidResponse, "The answer is malformed."),
        _ => exception,
    };
}
