using System.Net.Sockets;
using System.Text;
using JobsGateway.Stores.Resilience;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace JobsGateway.Gateway.Routing;

/// <summary>The way of a request on a route of the <c>ReverseProxy</c> section: YARP's own, with what the gateway does for its stores, too.</summary>
internal static class ProxyPipeline
{
    public static void Build(IReverseProxyApplicationBuilder pipeline)
    {
        var services = pipeline.ApplicationServices;
        var log = new FailureLog(services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProxyPipeline).FullName!));
        pipeline.Use(next => context => RunAsync(context, next, log));
        pipeline.UseSessionAffinity();
        pipeline.UseLoadBalancing();
        pipeline.UsePassiveHealthChecks();
    }

    private static async Task RunAsync(HttpContext context, RequestDelegate next, FailureLog log)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
            context.Features.Set<IHttpUpgradeFeature>(null); // YARP sends every request that asks for an upgrade as a GET.
        await next(context);
        if (context.GetForwarderErrorFeature() is not { } failure || context.RequestAborted.IsCancellationRequested)
            return;
        var response = context.Response;
        if (failure.Error is not (ForwarderError.RequestBodyClient or ForwarderError.ResponseBodyClient))
            log.Tell($"The ReverseProxy route {context.GetReverseProxyFeature().Route.Config.RouteId}", response.StatusCode, $"{failure.Error}{Reason(failure.Exception)}");
        if (response.HasStarted)
            return;
        var message = response.StatusCode switch
        {
            StatusCodes.Status502BadGateway => "The upstream server can't be reached, broke off, or sent what can't be understood.",
            StatusCodes.Status503ServiceUnavailable => "The upstream server is not available. Try again in a moment.",
            StatusCodes.Status504GatewayTimeout => "The upstream server did not answer in time.",
            _ => null,
        };
        if (message is not null)
            await AnswerAsync(response, message);
    }

    private static async Task AnswerAsync(HttpResponse response, string message)
    {
        var body = Encoding.UTF8.GetBytes($"{{\"error\":\"{message}\"}}");
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    // No message: it may hold the path, or what the server sent.
    private static string Reason(Exception? exception)
    {
        if (exception is null)
            return "";
        var kind = exception is HttpRequestException request ? $", {request.HttpRequestError}" : "";
        return $"{kind}, {exception.GetType().Name}{(exception.GetBaseException() is SocketException socket ? $": {socket.SocketErrorCode}" : "")}";
    }
}
