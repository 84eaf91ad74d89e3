using JobsGateway.Gateway.Endpoints;

namespace JobsGateway.Gateway.Operations.Management;

/// <summary>On the management port there is no jobs API, and nothing passes through.</summary>
internal sealed class ManagementOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => context.GetEndpoint() is null ? UnknownRoute.AnswerAsync(context) : next(context);
}
