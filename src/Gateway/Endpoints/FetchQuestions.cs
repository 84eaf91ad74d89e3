using JobsGateway.Gateway.Modes;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>Reads what a fetch asks.</summary>
internal static class FetchQuestions
{
    private const string ExternalId = "externalId";

    public static FetchQuestion ById(HttpContext context)
    {
        var text = JobsRequest.ParameterOf(context);
        var error = JobIdText.Parse(text, out var id);
        return new FetchQuestion(Operation.FetchById, text, id, error);
    }

    public static FetchQuestion ByCorrelationId(HttpContext context) => new(Operation.FetchByCorrelationId, JobsRequest.ParameterOf(context));

    public static FetchQuestion ByExternalId(HttpContext context)
    {
        var error = QueryParameters.Single(context.Request.Query, ExternalId, out var text);
        if (error is null && text is null)
            error = "externalId is missing: GET /api/v2/jobs/external?externalId=<id>";
        return new FetchQuestion(Operation.FetchByExternalId, text ?? "", Error: error);
    }
}
