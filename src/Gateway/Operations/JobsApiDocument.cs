using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace JobsGateway.Gateway.Operations;

/// <summary>Describes the jobs API in OpenAPI. Written by hand: the gateway matches raw request targets itself, so there are no endpoints to derive it from.</summary>
internal static class JobsApiDocument
{
    public const string BearerScheme = "bearer";

    public static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "JobsGateway",
            Version = "v2",
            Description = "Fetch and retry jobs, as the Fuse Studio jobs API does. Every call needs a token; the retries need the claim isAdmin.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [BearerScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme, document)] = [] }];
        document.Paths = new OpenApiPaths
        {
            ["/api/v2/jobs/{jobId}"] = Path(HttpMethod.Get, Operation(
                "FetchById", "Fetch job by id", "Looks in agenda jobs first, then in queue jobs.", OneJob, [InPath("jobId", SampleJobs.FinishedJobId)], NotFound, Malformed)),
            ["/api/v2/jobs/correlationId/{correlationId}"] = Path(HttpMethod.Get, Operation(
                "FetchByCorrelationId", "Fetch agenda job by its correlationId", "The first inserted agenda job with this data.correlationId.",
                OneJob, [InPath("correlationId", "wallet-1001")], NotFound)),
            ["/api/v2/jobs/external"] = Path(HttpMethod.Get, Operation(
                "FetchByExternalId", "Fetch the transactions of an external id", "Queue jobs with this data.externalId.",
                Transactions, [InQuery("externalId", "The external id.", "order-7")], new KeyValuePair<string, string>("400", "No job has it, or it is missing."))),
            ["/api/v2/jobs/retry/{jobId}"] = Retry("RetryById", "Retry failed job by id",
                "Makes a new job with the same name and data and links the failed one to it. Allowed once per job.",
                Retried("data"), Retried("job"), [InPath("jobId", SampleJobs.FailedJobId)], null, Forbidden, NotFound, Malformed, new KeyValuePair<string, string>("409", "The job can't be retried; the message says why.")),
            ["/api/v2/jobs/retry"] = Retry("RetryByQuery", "Retry failed jobs by query",
                "Criteria that are given must all hold; at least one is needed. With dryRun=true nothing changes.",
                RetriedJobs, RetriedJobs, QueryCriteria, IdsBody, Forbidden, new KeyValuePair<string, string>("400", "No criterion, or one that is not understood.")),
        };
    }

    private static readonly KeyValuePair<string, string> Forbidden = new("403", "The token is no admin's."),
        NotFound = new("404", "There is no such job."), Malformed = new("400", "The id is malformed.");

    private static JsonObject OneJob => new() { ["data"] = new JsonObject { ["_id"] = SampleJobs.FinishedJobId, ["name"] = "relay", ["status"] = "succeeded" } };

    private static JsonObject Transactions =>
        new() { ["data"] = new JsonArray(new JsonObject { ["jobId"] = SampleJobs.FinishedJobId, ["value"] = "1000000000000000000", ["status"] = "confirmed", ["externalId"] = "order-7" }) };

    private static JsonObject RetriedJobs => new() { ["data"] = new JsonArray(NewJob()), ["size"] = 1 };

    /// <summary>The answer to a retry: the server names it otherwise than the published page.</summary>
    private static JsonObject Retried(string name) => new() { [name] = NewJob() };

    private static JsonObject NewJob() => new() { ["name"] = "fundToken", ["status"] = "pending", ["_id"] = "6b050c437575c1e407fd9d4a" };

    private static IOpenApiParameter[] QueryCriteria =>
    [
        InQuery("ids", "Job ids, separated by commas."),
        InQuery("name", "The job's name."),
        InQuery("status", "failed, cancelled or cancelRequested."),
        InQuery("correlationId", "data.correlationId."),
        InQuery("communityAddress", "The community's address."),
        InQuery("accountAddress", "The account's address."),
        InQuery("failedAfter", "ISO 8601: failed at or after."),
        InQuery("failedBefore", "ISO 8601: failed before."),
        InQuery("limit", "1 to 1000; 100 where absent."),
        InQuery("dryRun", "true: tell which jobs would be retried, change nothing.", "true"),
    ];

    private static OpenApiRequestBody IdsBody => new()
    {
        Description = "An array of queue job ids, or an object with the names of the query parameters.",
        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Example = new JsonArray(SampleJobs.FailedJobId) } },
    };

    private static OpenApiPathItem Path(HttpMethod method, OpenApiOperation operation) =>
        new() { Operations = new Dictionary<HttpMethod, OpenApiOperation> { [method] = operation } };

    private static OpenApiPathItem Retry(
        string id, string summary, string description, JsonNode example, JsonNode postedExample, IOpenApiParameter[] parameters, OpenApiRequestBody? body,
        params KeyValuePair<string, string>[] errors)
    {
        var item = Path(HttpMethod.Get, Operation(id, summary, description, example, parameters, errors));
        var posted = Operation(id + "Posted", summary + " (as the deployed server)", description, postedExample, [.. parameters.Where(p => p.In == ParameterLocation.Path)], errors);
        posted.RequestBody = body;
        item.Operations![HttpMethod.Post] = posted;
        return item;
    }

    private static OpenApiOperation Operation(
        string id, string summary, string description, JsonNode example, IOpenApiParameter[] parameters, params KeyValuePair<string, string>[] errors)
    {
        var responses = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse
            {
                Description = "OK",
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Example = example } },
            },
            ["401"] = new OpenApiResponse { Description = "No valid token." },
        };
        foreach (var (status, meaning) in errors)
            responses[status] = new OpenApiResponse { Description = meaning };
        return new OpenApiOperation
        {
            OperationId = id,
            Summary = summary,
            Description = description,
            Parameters = [.. parameters],
            Responses = responses,
            Tags = new HashSet<OpenApiTagReference>(),
        };
    }

    private static OpenApiParameter InPath(string name, string example) => Parameter(name, ParameterLocation.Path, null, example);

    private static OpenApiParameter InQuery(string name, string description, string? example = null) => Parameter(name, ParameterLocation.Query, description, example);

    private static OpenApiParameter Parameter(string name, ParameterLocation location, string? description, string? example) => new()
    {
        Name = name,
        In = location,
        Required = location == ParameterLocation.Path,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = example is null ? null : JsonValue.Create(example),
    };
}
