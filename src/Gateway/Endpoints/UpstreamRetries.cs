using JobsGateway.Gateway.Answers;
using JobsGateway.Stores.Upstream;
using JobsGateway.Stores.Upstream.Configuration;
using JobsGateway.Stores.Upstream.Forwarding;
using JobsGateway.Stores.Upstream.Retries;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>Retries that an upstream store answers. What came by GET is translated where the server knows POST only.</summary>
internal static class UpstreamRetries
{
    public static Task PostedAsync(HttpContext context, UpstreamStore upstream) => upstream.ForwardAsync(context, ForwardKind.Retry);

    public static Task ByIdAsync(HttpContext context, UpstreamStore upstream) => upstream.Options.RetryVerb == RetryVerb.Post
        ? upstream.RetryAsync(context, PublishedRetry.ById)
        : upstream.ForwardAsync(context, ForwardKind.Retry);

    public static Task ByQueryAsync(HttpContext context, UpstreamStore upstream)
    {
        if (upstream.Options.RetryVerb == RetryVerb.AsReceived)
            return upstream.ForwardAsync(context, ForwardKind.Retry);
        // A criterion left out of the translation would retry jobs nobody meant.
        if (RetryCriteria.Names.Where(name => name != RetryCriteria.Ids && context.Request.Query.ContainsKey(name)).ToList() is { Count: > 0 } others)
            return StudioResponse.WriteAsync(context, JobAnswers.BadRequest($"The server that answers here retries by ids only; leave out {string.Join(", ", others)}"));
        return RetryQueryString.Parse(context.Request.Query, out var query) is { } error
            ? StudioResponse.WriteAsync(context, JobAnswers.BadRequest(error == RetryCriteria.NoCriterion ? "Which jobs? Give their ids: GET /api/v2/jobs/retry?ids=<id>,<id>" : error))
            : upstream.RetryAsync(context, PublishedRetry.ByIds(query.Ids!.Select(id => id.ToString())));
    }
}
