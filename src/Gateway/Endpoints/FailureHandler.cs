using JobsGateway.Gateway.Answers;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The last net: what nothing else answered becomes the server's error body, with nothing of the exception in it.</summary>
internal sealed partial class FailureHandler(RequestDelegate next, ILogger<FailureHandler> logger)
{
    private static readonly ReadOnlyMemory<byte> Body = ErrorBodies.Errors("Internal Server Error");

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whatever it was, nobody waits for the answer.
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            LogLeft(logger, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no operation");
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await StudioResponse.WriteAsync(context, e.StatusCode, ErrorBodies.Errors(e.Message));
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogFailure(logger, e, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no operation");
            await StudioResponse.WriteAsync(context, StatusCodes.Status500InternalServerError, Body);
        }
    }

    [LoggerMessage(EventId = 1102, EventName = "ClientLeft", Level = LogLevel.Debug, Message = "{Method} {Operation} was answered 499: the client has left.")]
    private static partial void LogLeft(ILogger logger, string method, string operation);

    [LoggerMessage(EventId = 1101, EventName = "RequestFailed", Level = LogLevel.Error, Message = "{Method} {Operation} failed.")]
    private static partial void LogFailure(ILogger logger, Exception exception, string method, string operation);
}
