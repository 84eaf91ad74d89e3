using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Parity;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Modes.Shadow;

/// <summary>Sends samples of fetches to be compared. It costs a request a place in a queue; where that is full, the sample is dropped and counted.</summary>
internal sealed class ShadowSender
{
    private readonly ParityBook _book;
    private readonly RoutePlanSource _routes;
    private readonly StorePauses _pauses;
    private readonly TimeProvider _clock;
    private readonly BoundedLane<ShadowedFetch>[] _lanes;

    public ShadowSender(ParityBook book, RoutePlanSource routes, ShadowComparison comparison, StorePauses pauses, TimeProvider clock)
    {
        _book = book;
        _routes = routes;
        _pauses = pauses;
        _clock = clock;
        // A lane for each operation: none is in another's way.
        _lanes = [.. Enum.GetValues<Operation>().Select(_ => new BoundedLane<ShadowedFetch>(comparison.CompareAsync, fetch => fetch.Answer.Body?.Length ?? 0))];
    }

    /// <summary>How many answers wait.</summary>
    public int WaitingOf(Operation operation) => _lanes[(int)operation].Waiting;

    /// <summary>Takes a sample, if this fetch is to be one and can be compared now. Null where it is not: then it has cost the request nothing.</summary>
    /// <param name="context">The request, before it goes on.</param>
    /// <param name="route">Its route.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="first">The store that is asked first; the other side is asked to compare.</param>
    public ShadowSample? Take(HttpContext context, JobsRoute route, in FetchQuestion question, ConfiguredStore first)
    {
        if (route.Shadow is not { } shadow || !ShadowSample.IsSampled(context, shadow.Options, question) || !ReferenceEquals(_routes.Current[question.Operation], route))
            return null;
        _book.Begin(question.Operation, route.Store.Name, shadow.Store.Name);
        var isOfCandidate = first == shadow.Store;
        if (_pauses.IsPaused(isOfCandidate ? route.Store : shadow.Store))
            _book.CountUnavailable(question.Operation, !isOfCandidate);
        else if (_lanes[(int)question.Operation].IsFull(shadow.Options.QueueLength))
            _book.CountDropped(question.Operation);
        else
            return ShadowSample.Take(context, route, shadow, question);
        return null;
    }

    /// <summary>Sends what the client was answered to be compared.</summary>
    public void Send(ShadowSample sample, ConfiguredStore answeredBy, StoreAnswer answer)
    {
        if (!sample.IsOf(_routes.Current))
            return;
        var operation = sample.Question.Operation;
        var isOfCandidate = answeredBy == sample.Candidate;
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
