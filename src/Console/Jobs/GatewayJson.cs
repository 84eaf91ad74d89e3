using System.Text.Json;
using JobsGateway.WebConsole.Views;

namespace JobsGateway.WebConsole.Jobs;

/// <summary>Reads the gateway's answers, its own and those it passes on from a server.</summary>
internal static class GatewayJson
{
    /// <summary>What an answer says went wrong, in a sentence.</summary>
    public static string ProblemOf(GatewayAnswer answer)
    {
        if (answer.IsCut)
            return "The answer is longer than the console shows. Ask for it with curl.";
        var message = Parse(answer) is { ValueKind: JsonValueKind.Object } json ? Message(json) : null;
        return message is null ? $"The gateway answered {answer.Status}." : $"{message} ({answer.Status})";
    }

    /// <summary>The answer as JSON; null where it is none.</summary>
    public static JsonElement? Parse(GatewayAnswer answer)
    {
        try
        {
            return answer.IsCut ? null : JsonElement.Parse(answer.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The member that holds the jobs: <c>data</c>, or <c>job</c> as deployed.</summary>
    public static IReadOnlyList<JobDocument> Jobs(GatewayAnswer answer)
    {
        if (Parse(answer) is not { ValueKind: JsonValueKind.Object } json || (!json.TryGetProperty("data", out var data) && !json.TryGetProperty("job", out data)))
            return [];
        return data.ValueKind switch
        {
            JsonValueKind.Object => [JobDocument.Of(data)],
            JsonValueKind.Array => [.. data.EnumerateArray().Where(job => job.ValueKind == JsonValueKind.Object).Select(JobDocument.Of)],
            _ => [],
        };
    }

    /// <summary>The jobs that were, or would be, left out.</summary>
    public static IReadOnlyList<JobName> Skipped(GatewayAnswer answer) =>
        Parse(answer) is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("skipped", out var skipped) && skipped.ValueKind == JsonValueKind.Array
            ? [.. skipped.EnumerateArray().Select(job => new JobName(JsonText.Of(job, "id") ?? "", "", "", JsonText.Of(job, "reason")))]
            : [];

    /// <summary>How many more match.</summary>
    public static long Remaining(GatewayAnswer answer) =>
        Parse(answer) is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("remaining", out var remaining) && remaining.ValueKind == JsonValueKind.Number && remaining.TryGetInt64(out var number) ? number : 0;

    private static string? Message(JsonElement json)
    {
        if (JsonText.Of(json, "error") is { } error)
            return error;
        return json.TryGetProperty("errors", out var errors) ? JsonText.Of(errors, "message") : null;
    }
}
