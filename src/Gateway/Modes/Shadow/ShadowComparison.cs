using JobsGateway.Gateway.Parity;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Modes.Shadow;

/// <summary>Compares what both sides answer, and puts down what was found. What differs is looked at a second time before it counts.</summary>
internal sealed partial class ShadowComparison
{
    private readonly ParityBook _book;
    private readonly ShadowAsker _asker;
    private readonly AnswerJudge _judge;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _stopping;
    private readonly ILogger _logger;
    private readonly BoundedLane<DoubtfulFetch>[] _doubts;

    public ShadowComparison(ParityBook book, ShadowAsker asker, AnswerJudge judge, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ShadowComparison> logger)
    {
        (_book, _asker, _judge, _clock, _stopping, _logger) = (book, asker, judge, clock, lifetime.ApplicationStopping, logger);
        _doubts = [.. Enum.GetValues<Operation>().Select(_ => new BoundedLane<DoubtfulFetch>(LookAgainAsync, doubt => doubt.First?.Size ?? 0))];
    }

    /// <summary>How many answers wait for a second look.</summary>
    public int WaitingOf(Operation operation) => _doubts[(int)operation].Waiting;

    /// <summary>Compares what a client was answered with what the other side would have answered.</summary>
    public Task CompareAsync(ShadowedFetch fetch) => GuardAsync(fetch.Sample, async () =>
    {
        var sample = fetch.Sample;
        if (!_asker.IsInForce(sample))
            return;
        if (_clock.GetElapsedTime(fetch.SentAt) > sample.Shadow.Options.Timeout)
        {
            _book.CountDropped(sample.Question.Operation); // By now the two sides may well say something else.
            return;
        }

        if (await _asker.AskAsync(sample, isCandidate: !fetch.IsOfCandidate) is not { } other)
            return;
        if (fetch.Answer.Status != StatusCodes.Status304NotModified)
            Judge(sample, fetch.IsOfCandidate ? new AnswerPair(other, fetch.Answer) : new AnswerPair(fetch.Answer, other));
        else if (AnswerJudge.IsFresh(sample, other))
            Record(sample, ParityResult.Equal);
        else
            LookAgain(new DoubtfulFetch(sample, null, _clock.GetTimestamp()));
    });

    private void Judge(ShadowSample sample, AnswerPair pair)
    {
        if (_judge.IsEqual(sample, pair))
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
        if (await _asker.AskAsync(sample, isCandidate: false) is not { } primary || await _asker.AskAsync(sample, isCandidate: true) is not { } candidate)
            return;
        var second = new AnswerPair(primary, candidate);
        if (fetch.First is null)
            Judge(sample, second); // It was the first look.
        else
            Record(sample, _judge.Judge(sample, fetch.First, second));
    });

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
        catch (Exception e) when (_asker.IsInForce(sample))
        {
            _book.CountSkipped(sample.Question.Operation);
            LogFailed(_logger, sample.Question.Operation, e);
        }
        catch (Exception)
        {
            // Its store was closed.
        }
    }

    [LoggerMessage(EventId = 1301, EventName = "ComparisonFailed", Level = LogLevel.Error, Message = "A {Operation} could not be compared.")]
    private static partial void LogFailed(ILogger logger, Operation operation, Exception exception);
}
