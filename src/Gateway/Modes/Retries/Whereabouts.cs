using System.Text.Json;
using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Routing;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Upstream;
using JobsGateway.Stores.Upstream.Forwarding;

namespace JobsGateway.Gateway.Modes.Retries;

/// <summary>Whether a server has a job.</summary>
internal enum Whereabout
{
    /// <summary>Nobody knows: the server can't be asked, or answers what is neither.</summary>
    Unknown = 0,

    /// <summary>It has it.</summary>
    There,

    /// <summary>It is sure not to have it.</summary>
    NotThere,
}

/// <summary>What a look-up found.</summary>
/// <param name="Where">Whether the server has the job.</param>
/// <param name="Answer">What it said; null where it said nothing.</param>
internal readonly record struct Sighting(Whereabout Where, TakenAnswer? Answer)
{
    /// <summary>That the client may not ask, or not so often, in the server's words; null where it is something else.</summary>
    public StudioAnswer? Refusal => Answer is { Status: StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests, Body: { } body }
        ? StudioAnswer.Of(Answer.Status, body)
        : null;
}

/// <summary>Asks a server for a job before it is retried there: of an id it does not know, Studio says the same to a retry as of a fault of its own (500).</summary>
internal static class Whereabouts
{
    /// <summary>Asks by a fetch, in the client's name.</summary>
    public static async Task<Sighting> FindAsync(HttpContext context, UpstreamStore server, JobId id)
    {
        var question = new FetchQuestion(Operation.FetchById, id.ToString(), id);
        if (await Request(context, $"/api/v2/jobs/{id}").AskAsync(server, ForwardKind.Fetch, context.RequestAborted) is not { } answer)
            return default;
        var where = UpstreamVerdict.Of(question, answer.Status, answer.Body) switch
        {
            AnswerKind.NotFound => Whereabout.NotThere,
            AnswerKind.Answered when answer.Status == StatusCodes.Status200OK && Shows(answer, id) => Whereabout.There,
            _ => Whereabout.Unknown,
        };
        return new Sighting(where, answer);
    }

    // A page to sign in by, or another job, is no reason to send a retry. What is too long to be held is a job where it is JSON.
    private static bool Shows(TakenAnswer answer, JobId id)
    {
        if (answer.Body is not { } body)
            return answer.Headers.GetValueOrDefault("Content-Type")?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true;
        try
        {
            using var json = new JobDocument(body).Parse();
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("data", out var job) && job.ValueKind == JsonValueKind.Object
                && job.TryGetProperty("_id", out var shown) && shown.ValueKind == JsonValueKind.String && shown.ValueEquals(id.ToString());
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A request in the client's name, with what its query has beside the criteria: a server may want a key in it.</summary>
    public static SentRequest Request(HttpContext context, string path) => SentRequest.Of(
        context,
        QueryString.Create(context.Request.Query.Where(parameter => !RetryCriteria.Names.Contains(parameter.Key, StringComparer.OrdinalIgnoreCase))) is { HasValue: true } query ? path + query : path);
}
