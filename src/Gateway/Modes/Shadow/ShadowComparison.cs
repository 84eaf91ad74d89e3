using JobsGateway.Comparison;
using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Parity;
using JobsGateway.Gateway.Parity.Configuration;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Modes.Shadow;

/// <summary>Asks the other side, compares, and puts down what was found. What differs is looked at a second time before it counts.</summary>
internal sealed partial class ShadowComparison
{
    private readonly ParityBook _book;
    private readonly ParityRulesSource _rules;
    private readonly StorePauses _pauses;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _stopping;
    private readonly ILogger _logger;
    private readonly BoundedLane<DoubtfulFetch>[] _doubts;

    public ShadowComparison(ParityBook book, ParityRulesSource rules, StorePauses pauses, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ShadowComparison> logger)
    {
        _book = book;
        _rules = rules;
        _pauses = pauses;
        _clock = clock;
        _stopping = lifetime.ApplicationStopping;
        _logger = logger;
        _doubts = [.. Enum.GetValues<Operation>().Select(_ => new BoundedLane<DoubtfulFetch>(LookAgainAsync))];
    }

    /// <summary>Compares what a client was answered with what the other side would have answered.</summary>
    public Task CompareAsync(ShadowedFetch fetch) => GuardAsync(fetch.Sample, async () =>
    {
        var sample = fetch.Sample;
        if (_clock.GetElapsedTime(fetch.SentAt) > sample.Shadow.Options.Timeout)
        {
            _book.CountDropped(sample.Question.Operation); // By now the two sides may well say something else.
            return;
        }

        if (await AskAsync(sample, isCandidate: !fetch.IsOfCandidate) is not { } other)
            return;
        if (fetch.Answer.Status == StatusCodes.Status304NotModified)
        {
            if (other.Status == StatusCodes.Status200OK && IsFresh(sample, other))
                Record(sample, ParityResult.Equal);
            else
                LookAgain(new DoubtfulFetch(sample, null, _clock.GetTimestamp()));
            return;
        }

        Judge(sample, fetch.IsOfCandidate ? new AnswerPair(other, fetch.Answer) : new AnswerPair(fetch.Answer, other));
    });

    private void Judge(ShadowSample sample, AnswerPair pair)
    {
        if (Differences(sample, pair).Count == 0)
            Record(sample, ParityResult.Equal);
        else
            LookAgain(new DoubtfulFetch(sample, pair, _clock.GetTimestamp()));
    }

    private void LookAgain(DoubtfulFetch fetch)
    {
        var operation = fetch.Sample.Question.Operation;
        if (!_doubts[(int)operation].TryAdd(fetch, fetch.Sample.Shadow.Options.QueueLength, concurrency: 1))
            _book.CountDropped(operation);
    }

    // A copy that follows may have been a moment behind, and a job may have changed between the two answers.
    private Task LookAgainAsync(DoubtfulFetch fetch) => GuardAsync(fetch.Sample, async () =>
    {
        var sample = fetch.Sample;
        var wait = sample.Shadow.Options.ConfirmAfter - _clock.GetElapsedTime(fetch.FoundAt);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, _clock, _stopping);
        if (await AskAsync(sample, isCandidate: false) is not { } primary || await AskAsync(sample, isCandidate: true) is not { } candidate)
            return;
        var second = new AnswerPair(primary, candidate);
        if (fetch.First is null)
            Judge(sample, second); // It was the first look.
        else
            Record(sample, Result(sample, fetch.First, second));
    });

    private ParityResult Result(ShadowSample sample, AnswerPair first, AnswerPair second)
    {
        var comparer = _rules.Current.Comparer;
        string[] unsteady =
        [
            .. comparer.Compare(Side(sample, first.Primary, isCandidate: false), Side(sample, second.Primary, isCandidate: false)).Select(difference => difference.Path),
            .. comparer.Compare(Side(sample, first.Candidate, isCandidate: true), Side(sample, second.Candidate, isCandidate: true)).Select(difference => difference.Path),
        ];
        var lasting = Differences(sample, second).Where(difference => !unsteady.Any(path => Covers(path, difference.Path))).ToList();
        return lasting.Count > 0
            ? new ParityResult.Different(lasting, sample.Target, second.Primary.Status, second.Candidate.Status)
            : new ParityResult.Noise([.. Differences(sample, first).Select(difference => difference.Path)]);
    }

    private static bool Covers(string path, string other) =>
        other.StartsWith(path, StringComparison.Ordinal) && (other.Length == path.Length || path.Length == 0 || other[path.Length] is '.' or '[');

    private IReadOnlyList<Difference> Differences(ShadowSample sample, AnswerPair pair) =>
        _rules.Current.Comparer.Compare(Side(sample, pair.Primary, isCandidate: false), Side(sample, pair.Candidate, isCandidate: true));

    private static ComparedAnswer Side(ShadowSample sample, StoreAnswer answer, bool isCandidate) =>
        new(answer.Status, answer.Headers, answer.Body!.Value, StoreOf(sample, isCandidate) is RemoteStore, answer.AskedAt, answer.AnsweredAt);

    private static ConfiguredStore StoreOf(ShadowSample sample, bool isCandidate) => isCandidate ? sample.Candidate : sample.Primary;

    private static bool IsFresh(ShadowSample sample, StoreAnswer answer) =>
        sample.IfNoneMatch is { } tags && ConditionalRequest.IsFresh(tags, answer.Headers.GetValueOrDefault("ETag") ?? EntityTag.Of(default, answer.Body!.Value.Span, default));

    /// <returns>The answer; null where there is none to compare, which has been counted.</returns>
    private async Task<StoreAnswer?> AskAsync(ShadowSample sample, bool isCandidate)
    {
        var store = StoreOf(sample, isCandidate);
        if (_pauses.IsPaused(store))
        {
            _book.CountUnavailable(sample.Question.Operation, isCandidate);
            return null;
        }

        using var timeout = new CancellationTokenSource(sample.Shadow.Options.Timeout, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping);
        StoreAnswer? answer = null;
        try
        {
            answer = await StoreAnswer.AskAsync(store, sample.Question, sample.Request, _clock, limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !_stopping.IsCancellationRequested)
        {
            // It took too long.
        }

        if (answer is null or { Kind: AnswerKind.Unavailable })
        {
            _pauses.Failed(store);
            _book.CountUnavailable(sample.Question.Operation, isCandidate);
            return null;
        }

        _pauses.Answered(store);
        if (answer.Body is not null)
            return answer;
        _book.CountSkipped(sample.Question.Operation);
        return null;
    }

    private void Record(ShadowSample sample, ParityResult result) => _book.Record(sample.Question.Operation, sample.Primary.Name, sample.Candidate.Name, result);

    // Nobody waits for it, so what goes wrong is to be told here.
    private async Task GuardAsync(ShadowSample sample, Func<Task> compare)
    {
        try
        {
            await compare();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The gateway ends.
        }
        catch (Exception e)
        {
            _book.CountSkipped(sample.Question.Operation);
            LogFailed(_logger, sample.Question.Operation, e);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "A {Operation} could not be compared.")]
    private static partial void LogFailed(ILogger logger, Operation operation, Exception exception);
}
