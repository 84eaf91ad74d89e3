namespace JobsGateway.Migration.EndToEnd.Traffic;

/// <summary>What a client asks for.</summary>
internal enum QuestionKind
{
    ById,
    ByCorrelationId,
    ByExternalId,
    UnknownId,
    MalformedId,
}

/// <summary>A fetch.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="JobId">The job it is about; empty for those that nobody has.</param>
/// <param name="Key">What stands in the request.</param>
internal sealed record Question(QuestionKind Kind, string JobId, string Key)
{
    public string Path => Kind switch
    {
        QuestionKind.ByCorrelationId => $"/api/v2/jobs/correlationId/{Key}",
        QuestionKind.ByExternalId => $"/api/v2/jobs/external?externalId={Key}",
        _ => $"/api/v2/jobs/{Key}",
    };
}
