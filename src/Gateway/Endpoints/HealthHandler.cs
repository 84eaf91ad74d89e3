using JobsGateway.Gateway.Answers;

namespace JobsGateway.Gateway.Endpoints;

/// <summary><c>/health</c> and <c>/is_running</c> as Studio answers them: the process serves requests, no more.</summary>
internal static class HealthHandler
{
    private static readonly ReadOnlyMemory<byte> Body = "{\"response\":\"ok\"}"u8.ToArray();

    public static Task HandleAsync(HttpContext context) => StudioResponse.WriteAsync(context, StatusCodes.Status200OK, Body);
}
