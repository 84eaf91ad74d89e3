namespace JobsGateway.Gateway.Routing;

/// <summary>What a client can ask of the jobs API. A route in configuration says which store answers it.</summary>
public enum Operation
{
    /// <summary><c>GET /api/v2/jobs/:id</c></summary>
    FetchById,

    /// <summary><c>GET /api/v2/jobs/correlationId/:correlationId</c></summary>
    FetchByCorrelationId,

    /// <summary><c>GET|POST /api/v2/jobs/retry/:id</c></summary>
    RetryById,

    /// <summary><c>GET|POST /api/v2/jobs/retry</c></summary>
    RetryByQuery,

    /// <summary><c>GET /api/v2/jobs/external?externalId=</c>: not published, but used.</summary>
    FetchByExternalId,
}
