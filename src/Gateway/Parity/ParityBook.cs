using JobsGateway.Gateway.Parity.Configuration;
using JobsGateway.Gateway.Parity.Counting;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Parity;

/// <summary>Keeps what was found when the answers of two stores were compared, by operation. It is kept in memory: a restart begins anew.</summary>
internal sealed class ParityBook
{
    private readonly ParityRulesSource _rules;
    private readonly ParityMetrics _metrics;
    private readonly ParityLog _log;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly ParityTally[] _tallies;

    public ParityBook(ParityRulesSource rules, ParityMetrics metrics, ParityLog log, TimeProvider clock)
    {
        (_rules, _metrics, _log, _clock) = (rules, metrics, log, clock);
        _tallies = [.. Enum.GetValues<Operation>().Select(_ => Fresh())];
    }

    /// <summary>Says which stores are compared. Where they are others than before, the counting of the operation begins anew, so that no verdict mixes pairs.</summary>
    public void Begin(Operation operation, string primaryStore, string candidateStore) => TallyOf(operation, primaryStore, candidateStore);

    /// <summary>Takes what a comparison found. Of stores that are not compared any more it is too late: it would wipe out what was counted of the others.</summary>
    public void Record(Operation operation, string primaryStore, string candidateStore, ParityResult result)
    {
        if (Volatile.Read(ref _tallies[(int)operation]) is { HasStores: true } present && !present.IsOf(primaryStore, candidateStore))
            return;
        TallyOf(operation, primaryStore, candidateStore).Add(result, _clock.GetUtcNow(), _rules.Current);
        _metrics.Compared(operation, result);
        if (result is ParityResult.Different different)
            _log.Differs(operation, primaryStore, candidateStore, different.Differences);
    }

    /// <summary>A sample was not compared, as the queue was full.</summary>
    public void CountDropped(Operation operation)
    {
        Volatile.Read(ref _tallies[(int)operation]).CountDropped();
        _metrics.Dropped(operation);
    }

    /// <summary>A sample was not compared, as a side could not be reached or gave no answer in time.</summary>
    public void CountUnavailable(Operation operation, bool isCandidate)
    {
        Volatile.Read(ref _tallies[(int)operation]).CountUnavailable(isCandidate);
        _metrics.Unavailable(operation, isCandidate);
    }

    /// <summary>A request was not taken as a sample.</summary>
    public void CountSkipped(Operation operation) => Volatile.Read(ref _tallies[(int)operation]).CountSkipped();

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            for (var i = 0; i < _tallies.Length; i++)
                Volatile.Write(ref _tallies[i], Fresh());
        }
    }

    /// <summary>What was counted, of the operations of which something was.</summary>
    public IReadOnlyList<(Operation Operation, ParityCounts Counts)> Read() =>
        [.. Enum.GetValues<Operation>()
            .Select(operation => (operation, Volatile.Read(ref _tallies[(int)operation]).Read()))
            .Where(read => read.Item2 is not null)
            .Select(read => (read.operation, read.Item2!))];

    private ParityTally TallyOf(Operation operation, string primary, string candidate)
    {
        ref var place = ref _tallies[(int)operation];
        if (Volatile.Read(ref place) is var present && present.IsOf(primary, candidate))
            return present;
        lock (_lock)
        {
            if (!place.IsOf(primary, candidate))
                Volatile.Write(ref place, new ParityTally(primary, candidate, _clock.GetUtcNow()));
            return place;
        }
    }

    private ParityTally Fresh() => new(null, null, _clock.GetUtcNow());
}
