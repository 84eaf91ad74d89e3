using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.JavaScript;

namespace JobsGateway.Gateway.Parity;

/// <summary><c>GET /gateway/parity</c> gives the report, <c>POST /gateway/parity/reset</c> begins anew. For admins.</summary>
internal static class ParityEndpoints
{
    private const string Path = "/gateway/parity";

    // For every method, so that none of them is passed on to a server, be it by a route of the section ReverseProxy.
    public static void MapParity(this IEndpointRouteBuilder endpoints)
    {
        var report = endpoints.ServiceProvider.GetRequiredService<ParityReport>();
        var book = endpoints.ServiceProvider.GetRequiredService<ParityBook>();
        endpoints.Map(Path, (RequestDelegate)(context => AnswerAsync(context, report.Write, HttpMethods.Get, HttpMethods.Head))).RequireAuthorization(Policies.Admin);
        endpoints.Map($"{Path}/reset", (RequestDelegate)(context => AnswerAsync(context, () => Reset(book), HttpMethods.Post))).RequireAuthorization(Policies.Admin);
    }

    private static ReadOnlyMemory<byte> Reset(ParityBook book)
    {
        book.Reset();
        return StudioJson.Object(json => json.WriteBoolean("reset", true));
    }

    private static Task AnswerAsync(HttpContext context, Func<ReadOnlyMemory<byte>> answer, params string[] methods)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (methods.Contains(context.Request.Method))
            return StudioResponse.WriteAsync(context, StatusCodes.Status200OK, answer(), isRead: false);
        var allowed = string.Join(", ", methods);
        context.Response.Headers.Allow = allowed;
        return StudioResponse.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, ErrorBodies.Error($"Use {allowed}."));
    }
}
