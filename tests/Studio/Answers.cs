using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JobsGateway.Studio;

/// <summary>The bodies that Studio answers with.</summary>
internal static class Answers
{
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task JsonAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
    }

    /// <summary><c>{"error":M}</c></summary>
    public static Task ErrorAsync(HttpContext context, int status, string message) =>
        JsonAsync(context, status, new JsonObject { ["error"] = message }.ToJsonString(Format));

    /// <summary><c>{"errors":{"message":M,"error":{}}}</c></summary>
    public static Task FailureAsync(HttpContext context, string message) =>
        JsonAsync(context, 500, new JsonObject { ["errors"] = new JsonObject { ["message"] = message, ["error"] = new JsonObject() } }.ToJsonString(Format));

    public static Task UnauthorizedAsync(HttpContext context)
    {
        const string Message = "No authorization token was found";
        var error = new JsonObject { ["name"] = "UnauthorizedError", ["message"] = Message, ["code"] = "credentials_required", ["status"] = 401, ["inner"] = new JsonObject { ["message"] = Message } };
        return JsonAsync(context, 401, new JsonObject { ["errors"] = new JsonObject { ["message"] = Message, ["error"] = error } }.ToJsonString(Format));
    }
}
