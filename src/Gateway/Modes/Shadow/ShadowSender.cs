using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Parity;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Modes.Shadow;

/// <summary>Sends samples of fetches to be compared. It costs a request a place in a queue; where that is full, the sample is dropped and counted.</summary>
internal sealed class ShadowSender
{
    private readonly ParityBook _book;
    private readonly StorePauses _pauses;
    private readonly TimeProvider _clock;
    private readonly BoundedLane<ShadowedFetch>[] _lanes;

    public ShadowSender(ParityBook book, ShadowComparison comparison, StorePauses pauses, TimeProvider clock)
    {
        _book = book;
        _pauses = pauses;
        _clock = clock;
        // A lane for each operation: none is in another's way.
        _lanes = [.. Enum.GetValues<Operation>().Select(_ => new BoundedLane<ShadowedFetch>(comparison.CompareAsync))];
    }

    /// <summary>Sends what the client was answered to be compared.</summary>
    public void Send(ShadowSample sample, ConfiguredStore answeredBy, StoreAnswer answer)
    {
        var operation = sample.Question.Operation;
        var isOfCandidate = answeredBy == sample.Candidate;
        _book.Begin(operation, sample.Primary.Name, sample.Candidate.Name);
        if (answer.Kind == AnswerKind.Unavailable)
            _book.CountUnavailable(operation, isOfCandidate);
        else if (answer.Body is null || (!isOfCandidate && answeredBy != sample.Primary))
            _book.CountSkipped(operation);
        else if (_pauses.IsPaused(isOfCandidate ? sample.Primary : sample.Candidate))
            _book.CountUnavailable(operation, !isOfCandidate);
        else if (!_lanes[(int)operation].TryAdd(new ShadowedFetch(sample, isOfCandidate, answer, _clock.GetTimestamp()), sample.Shadow.Options.QueueLength, sample.Shadow.Options.Concurrency))
            _book.CountDropped(operation);
    }
}
