using JobsGateway.Gateway.Audit;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Guards.RateLimits;
using JobsGateway.Gateway.Modes;
using JobsGateway.Gateway.Modes.Retries;
using JobsGateway.Gateway.Routing;
using Microsoft.AspNetCore.Authorization;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The endpoints of the jobs API, by shape of path and method. Built once; a request costs a look-up.</summary>
internal sealed class JobsEndpoints
{
    private readonly Endpoint _fetchById, _fetchByCorrelationId, _fetchByExternalId, _retryById, _retryByIdPosted, _retryByQuery, _retryByQueryPosted, _health;

    public JobsEndpoints(RoutePlanSource routes, FetchModes fetchModes, RetryModes retryModes, RateLimiting limits, RetryAudit audit)
    {
        var fetch = new FetchHandlers(routes, fetchModes);
        var retry = new RetryHandlers(routes, retryModes);
        _fetchById = Make(nameof(Operation.FetchById), Policies.Reader, limits.Behind(fetch.ByIdAsync, isRetry: false));
        _fetchByCorrelationId = Make(nameof(Operation.FetchByCorrelationId), Policies.Reader, limits.Behind(fetch.ByCorrelationIdAsync, isRetry: false));
        _fetchByExternalId = Make(nameof(Operation.FetchByExternalId), Policies.Reader, limits.Behind(fetch.ByExternalIdAsync, isRetry: false));
        _retryById = Make(nameof(Operation.RetryById), Policies.Admin, limits.Behind(audit.Around(retry.ByIdAsync), isRetry: true));
        _retryByIdPosted = Make(nameof(Operation.RetryById), Policies.Admin, limits.Behind(audit.Around(retry.ByIdPostedAsync), isRetry: true));
        _retryByQuery = Make(nameof(Operation.RetryByQuery), Policies.Admin, limits.Behind(audit.Around(retry.ByQueryAsync), isRetry: true));
        _retryByQueryPosted = Make(nameof(Operation.RetryByQuery), Policies.Admin, limits.Behind(audit.Around(retry.ByQueryPostedAsync), isRetry: true));
        _health = new Endpoint(HealthHandler.HandleAsync, EndpointMetadataCollection.Empty, "Health");
    }

    /// <summary>The endpoint for a path and method; null where there is none, which is the route body of a 404.</summary>
    public Endpoint? Find(PathShape shape, string method) => (shape, Verb(method)) switch
    {
        (PathShape.Id, 'G' or 'H') => _fetchById,
        (PathShape.CorrelationId, 'G' or 'H') => _fetchByCorrelationId,
        (PathShape.External, 'G' or 'H') => _fetchByExternalId,
        (PathShape.Health, 'G' or 'H') => _health,
        (PathShape.Retry, 'G') => _retryByQuery,
        (PathShape.Retry, 'P') => _retryByQueryPosted,
        (PathShape.Retry, 'H') => _fetchById, // as on the server: GET /:id with the id "retry". HEAD never retries anything.
        (PathShape.RetryId, 'G') => _retryById,
        (PathShape.RetryId, 'P') => _retryByIdPosted,
        _ => null,
    };

    /// <summary>What OPTIONS says is allowed: what the deployed server says, so it does not advertise the retry by GET.</summary>
    public static string? Allow(PathShape shape) => shape switch
    {
        PathShape.Unknown => null,
        PathShape.Retry => "GET,HEAD,POST",
        PathShape.RetryId => "POST",
        _ => "GET,HEAD",
    };

    private static char Verb(string method) => method switch
    {
        "GET" => 'G',
        "HEAD" => 'H',
        "POST" => 'P',
        _ => '\0',
    };

    private static Endpoint Make(string name, string policy, RequestDelegate handler) =>
        new(handler, new EndpointMetadataCollection(new AuthorizeAttribute(policy)), name);
}
