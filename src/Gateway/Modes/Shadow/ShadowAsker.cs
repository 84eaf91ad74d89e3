using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Parity;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Modes.Shadow;

/// <summary>Asks a side for an answer to compare; why there is none, it counts.</summary>
internal sealed class ShadowAsker(ParityBook book, RoutePlanSource routes, StorePauses pauses, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private readonly CancellationToken _stopping = lifetime.ApplicationStopping;

    /// <summary>Whether the sample's stores are still compared. What is left over from routes that were changed is neither asked for, in stores that may be closed by now, nor counted.</summary>
    public bool IsInForce(ShadowSample sample) => sample.IsOf(routes.Current);

    /// <returns>The answer; null where there is none to compare, which has been counted.</returns>
    public async Task<StoreAnswer?> AskAsync(ShadowSample sample, bool isCandidate)
    {
        if (!IsInForce(sample))
            return null;
        var (operation, store) = (sample.Question.Operation, isCandidate ? sample.Candidate : sample.Primary);
        if (pauses.IsPaused(store))
        {
            book.CountUnavailable(operation, isCandidate);
            return null;
        }

        var answer = await AskAsync(sample, store);
        if (!IsInForce(sample))
            return null;
        if (answer is null or { Kind: AnswerKind.Unavailable })
            pauses.Failed(store);
        else
            pauses.Answered(store);
        if (answer is null or { Kind: AnswerKind.Unavailable } or { Status: StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests })
            book.CountUnavailable(operation, isCandidate); // A server that does not take this token now says nothing about the job.
        else if (answer.Body is null)
            book.CountSkipped(operation);
        else
            return answer;
        return null;
    }

    // Null: it took too long.
    private async Task<StoreAnswer?> AskAsync(ShadowSample sample, ConfiguredStore store)
    {
        using var timeout = new CancellationTokenSource(sample.Shadow.Options.Timeout, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping);
        try
        {
            return await StoreAnswer.AskAsync(store, sample.Question, sample.Request, clock, limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !_stopping.IsCancellationRequested)
        {
            return null;
        }
    }
}
