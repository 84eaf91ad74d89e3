using System.Globalization;
using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Routing;
using JobsGateway.Stores.Upstream.Forwarding;

namespace JobsGateway.Gateway.Modes;

/// <summary>Reads from a server's answer to a fetch what a local store would say by an outcome.</summary>
internal static class UpstreamVerdict
{
    /// <summary>What an answer on its way to the client says.</summary>
    public static AnswerKind Of(in FetchQuestion question, in UpstreamAnswer answer, string method) =>
        HttpMethods.IsHead(method) && NotFoundBody(question, answer.Status) is { } notFound
            ? IfHead(answer.CopyHeaders(), notFound)
            : Of(question, answer.Status, answer.Body);

    /// <summary>What an answer says. Not found is only what the jobs API itself says so: any proxy on the way has a 404 of its own for what it does not know.</summary>
    public static AnswerKind Of(in FetchQuestion question, int status, ReadOnlyMemory<byte>? body) => status switch
    {
        StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout => AnswerKind.Unavailable,
        _ when body is { } bytes && NotFoundBody(question, status) is { } notFound && bytes.Span.SequenceEqual(notFound.Span) => AnswerKind.NotFound,
        _ => AnswerKind.Answered,
    };

    /// <returns>What the jobs API says with this status of a job it does not have; null where it says so with another one.</returns>
    private static ReadOnlyMemory<byte>? NotFoundBody(in FetchQuestion question, int status) => (question.Operation, status) switch
    {
        (Operation.FetchByExternalId, StatusCodes.Status400BadRequest) => ErrorBodies.NoExternalMatch(question.Text),
        (not Operation.FetchByExternalId, StatusCodes.Status404NotFound) => ErrorBodies.JobNotFound,
        _ => default(ReadOnlyMemory<byte>?), // A bare null would be an empty body.
    };

    // The body it does not have is JSON, and has that length.
    private static AnswerKind IfHead(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> notFound) =>
        headers.GetValueOrDefault("Content-Length") == notFound.Length.ToString(CultureInfo.InvariantCulture)
        && headers.GetValueOrDefault("Content-Type") is { } type && type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
            ? AnswerKind.NotFound
            : AnswerKind.Answered;
}
