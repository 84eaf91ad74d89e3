using JobsGateway.Gateway.Answers;
using JobsGateway.Stores.Upstream.Forwarding;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The answer to a path, or a method on it, that is not part of the API: before authentication, with the target as received.</summary>
internal static class UnknownRoute
{
    public static async Task AnswerAsync(HttpContext context)
    {
        // Express reads the body before it looks at the route, so a bad body wins over an unknown route.
        if (!await RequestBody.ReadAsync(context))
            return;
        var body = ErrorBodies.Errors($"route {RawTarget.Received(context)} Not Found route", error => error.WriteNumber("status", StatusCodes.Status404NotFound));
        await StudioResponse.WriteAsync(context, StatusCodes.Status404NotFound, body);
    }
}
