using System.Net.Http.Headers;
using System.Text;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

/// <summary>The kinds of requests that are treated differently.</summary>
public enum Shape
{
    Fetch,
    FetchByCorrelationId,
    FetchByHead,
    External,
    RetryPosted,
    RetryPostedBatch,
    RetryByGet,
    RetryByIds,
    PassGet,
    PassPost,
    PassPostWithBody,
    PassDelete,
}

/// <summary>Makes a request of each kind.</summary>
internal static class Shapes
{
    public const string Id = "5f0000000000000000000abc";

    public static bool IsPassThrough(this Shape shape) => shape >= Shape.PassGet;

    public static bool IsRetry(this Shape shape) => shape is >= Shape.RetryPosted and <= Shape.RetryByIds;

    /// <summary>May change something on the server, and has no body that would keep a handler from sending it again.</summary>
    public static bool HasEffects(this Shape shape) => shape.IsRetry() || shape is Shape.PassPost or Shape.PassPostWithBody or Shape.PassDelete;

    public static HttpRequestMessage ToRequest(this Shape shape, Uri address)
    {
        var (method, path, body) = shape switch
        {
            Shape.Fetch => (HttpMethod.Get, $"api/v2/jobs/{Id}", null),
            Shape.FetchByCorrelationId => (HttpMethod.Get, "api/v2/jobs/correlationId/c-1", null),
            Shape.FetchByHead => (HttpMethod.Head, $"api/v2/jobs/{Id}", null),
            Shape.External => (HttpMethod.Get, "api/v2/jobs/external?externalId=x", null),
            Shape.RetryPosted => (HttpMethod.Post, $"api/v2/jobs/retry/{Id}", null),
            Shape.RetryPostedBatch => (HttpMethod.Post, "api/v2/jobs/retry", $"[\"{Id}\"]"),
            Shape.RetryByGet => (HttpMethod.Get, $"api/v2/jobs/retry/{Id}", null),
            Shape.RetryByIds => (HttpMethod.Get, $"api/v2/jobs/retry?ids={Id}", null),
            Shape.PassGet => (HttpMethod.Get, $"api/v2/wallets/{Id}", null),
            Shape.PassPost => (HttpMethod.Post, "api/v2/relay", null),
            Shape.PassPostWithBody => (HttpMethod.Post, "api/v2/relay", "{\"a\":1}"),
            _ => (HttpMethod.Delete, "api/v2/wallets/1", (string?)null),
        };
        var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Admin);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }
}
