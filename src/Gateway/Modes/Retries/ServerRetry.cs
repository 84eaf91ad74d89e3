using System.Text.Json;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Modes.Retries;

/// <summary>Reads what a server says to a retry of one job.</summary>
internal static class ServerRetry
{
    private const string MayBeDone = "The retry may have been carried out: look at the job before you retry it again.";

    /// <summary>Where a job is retried.</summary>
    public static string PathOf(JobId id) => $"/api/v2/jobs/retry/{id}";

    /// <param name="server">The server's name in configuration.</param>
    /// <param name="answer">Its answer; null where there is none.</param>
    public static RetriedJob Read(string server, TakenAnswer? answer)
    {
        var body = Parse(answer?.Body);
        if (answer?.Status == StatusCodes.Status200OK && body is { } made)
            return new RetriedJob(made, null);
        if (answer is { Status: StatusCodes.Status200OK, Body: null })
            return new RetriedJob(null, $"{server} has retried it; the new job is too long to be told here.");
        if (answer is null or { Status: StatusCodes.Status200OK or StatusCodes.Status502BadGateway or StatusCodes.Status504GatewayTimeout })
            return new RetriedJob(null, $"{server} did not answer. {MayBeDone}");
        return answer.Status == StatusCodes.Status503ServiceUnavailable
            ? new RetriedJob(null, $"{server} is not available.", true)
            : new RetriedJob(null, MessageOf(answer) ?? $"{server} refused it ({answer.Status}).");
    }

    // {"job":...} as deployed, {"data":...} as published.
    private static JobDocument? Parse(ReadOnlyMemory<byte>? body)
    {
        if (Root(body) is not { } root)
            return null;
        foreach (var name in new[] { "data", "job" })
        {
            if (root.TryGetProperty(name, out var job) && job.ValueKind == JsonValueKind.Object)
                return JobDocument.FromString(job.GetRawText());
        }

        return null;
    }

    // The server's words for the client, as a local store's reasons are.
    private static string? MessageOf(TakenAnswer answer)
    {
        if (Root(answer.Body) is not { } root)
            return null;
        if (root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String)
            return error.GetString();
        return root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object
            && errors.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
            ? message.GetString()
            : null;
    }

    private static JsonElement? Root(ReadOnlyMemory<byte>? body)
    {
        try
        {
            if (body is not { IsEmpty: false } bytes)
                return null;
            using var json = new JobDocument(bytes).Parse();
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
