using System.Globalization;
using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Routing;
using JobsGateway.Stores.Upstream.Forwarding;

namespace JobsGateway.Gateway.Modes;

/// <summary>Reads from a server's answer to a fetch what a local store would say by an outcome.</summary>
internal static class UpstreamVerdict
{
    private static readonly string NotFoundLength = ErrorBodies.JobNotFound.Length.ToString(CultureInfo.InvariantCulture);

    /// <summary>What an answer on its way to the client says.</summary>
    public static AnswerKind Of(in FetchQuestion question, in UpstreamAnswer answer, string method) =>
        HttpMethods.IsHead(method) && answer.Status == StatusCodes.Status404NotFound
            ? answer.CopyHeaders().GetValueOrDefault("Content-Length") == NotFoundLength ? AnswerKind.NotFound : AnswerKind.Answered // The body it does not have has that length.
            : Of(question, answer.Status, answer.Body);

    /// <summary>What an answer says. Not found is only what the jobs API itself says so: any proxy on the way has a 404 of its own for what it does not know.</summary>
    public static AnswerKind Of(in FetchQuestion question, int status, ReadOnlyMemory<byte>? body) => status switch
    {
        StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout => AnswerKind.Unavailable,
        StatusCodes.Status404NotFound when question.Operation != Operation.FetchByExternalId => IfBody(body, ErrorBodies.JobNotFound),
        StatusCodes.Status400BadRequest when question.Operation == Operation.FetchByExternalId => IfBody(body, ErrorBodies.NoExternalMatch(question.Text)),
        _ => AnswerKind.Answered,
    };

    private static AnswerKind IfBody(ReadOnlyMemory<byte>? body, ReadOnlyMemory<byte> notFound) =>
        body is { } bytes && bytes.Span.SequenceEqual(notFound.Span) ? AnswerKind.NotFound : AnswerKind.Answered;
}
