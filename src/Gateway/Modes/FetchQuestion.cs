using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Routing;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Upstream.Forwarding;

namespace JobsGateway.Gateway.Modes;

/// <summary>What a fetch asks, read from the request once.</summary>
/// <param name="Operation">Which fetch it is.</param>
/// <param name="Text">The job id as it stands in the path, the correlation id or the external id.</param>
/// <param name="Id">The job id, where that is asked for and is one.</param>
/// <param name="Error">What is wrong with it to a local store; null where nothing is.</param>
internal readonly record struct FetchQuestion(Operation Operation, string Text, JobId Id = default, string? Error = null)
{
    /// <summary>What names the job, in one spelling: what is stable by key is stable by this.</summary>
    public string Key => Operation == Operation.FetchById && Error is null ? Id.ToString() : Text;

    /// <summary>How a server is asked it.</summary>
    public ForwardKind Kind => Operation == Operation.FetchByExternalId ? ForwardKind.Read : ForwardKind.Fetch;

    /// <summary>Asks a local store.</summary>
    public async ValueTask<StudioAnswer> AskAsync(IJobStore store, CancellationToken cancellationToken) => Error is not null
        ? JobAnswers.BadRequest(Error)
        : Operation switch
        {
            Operation.FetchById => JobAnswers.Fetched(await store.FetchByIdAsync(Id, cancellationToken)),
            Operation.FetchByCorrelationId => JobAnswers.Fetched(await store.FetchByCorrelationIdAsync(Text, cancellationToken)),
            _ => JobAnswers.External(Text, await store.FetchByExternalIdAsync(Text, cancellationToken)),
        };

    /// <summary>The operation only: what is asked for is nobody's to log.</summary>
    public override string ToString() => Operation.ToString();
}
