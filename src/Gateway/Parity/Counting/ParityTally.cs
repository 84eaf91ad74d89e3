using JobsGateway.Comparison;
using JobsGateway.Gateway.Parity.Configuration;

namespace JobsGateway.Gateway.Parity.Counting;

/// <summary>Counts the answers of one operation and one pair of stores.</summary>
/// <remarks>What a request on its way counts takes no lock; comparisons, which are off that way, take one.</remarks>
internal sealed class ParityTally(string? primary, string? candidate, DateTimeOffset since)
{
    private const int MaxPaths = 100;

    private readonly Lock _lock = new();
    private readonly PathCounts _paths = new(MaxPaths);
    private readonly PathCounts _noisePaths = new(MaxPaths);
    private readonly Queue<ParitySample> _samples = new();
    private long _equal, _noise, _different, _comparedSince, _unavailableBefore;
    private long _dropped, _skipped, _primaryUnavailable, _candidateUnavailable;
    private DateTimeOffset? _lastDifferenceAt;

    /// <summary>Whether it is known which stores are compared.</summary>
    public bool HasStores => primary is not null;

    public bool IsOf(string primaryStore, string candidateStore) => primary == primaryStore && candidate == candidateStore;

    public void CountDropped() => Interlocked.Increment(ref _dropped);

    public void CountSkipped() => Interlocked.Increment(ref _skipped);

    public void CountUnavailable(bool isCandidate) => Interlocked.Increment(ref isCandidate ? ref _candidateUnavailable : ref _primaryUnavailable);

    public void Add(ParityResult result, DateTimeOffset now, ParityRules rules)
    {
        lock (_lock)
        {
            _comparedSince++;
            if (result is ParityResult.Noise noise)
                AddNoise(noise);
            else if (result is ParityResult.Different different)
                AddDifferent(different, now, rules);
            else
                _equal++;
        }
    }

    /// <summary>What was counted; null where nothing was.</summary>
    public ParityCounts? Read()
    {
        lock (_lock)
        {
            var unavailable = Interlocked.Read(ref _candidateUnavailable);
            var counts = new ParityCounts
            {
                Primary = primary,
                Candidate = candidate,
                Since = since,
                Equal = _equal,
                Noise = _noise,
                Different = _different,
                Dropped = Interlocked.Read(ref _dropped),
                Skipped = Interlocked.Read(ref _skipped),
                PrimaryUnavailable = Interlocked.Read(ref _primaryUnavailable),
                CandidateUnavailable = unavailable,
                LastDifferenceAt = _lastDifferenceAt,
                ComparedSince = _comparedSince,
                CandidateUnavailableSince = unavailable - _unavailableBefore,
                Paths = _paths.ByFrequency,
                NoisePaths = _noisePaths.ByFrequency,
                Samples = [.. _samples],
            };
            return primary is null && counts is { Compared: 0, Dropped: 0, Skipped: 0, PrimaryUnavailable: 0, CandidateUnavailable: 0 } ? null : counts;
        }
    }

    private void AddNoise(ParityResult.Noise noise)
    {
        _noise++;
        _noisePaths.Add(noise.Paths);
    }

    private void AddDifferent(ParityResult.Different different, DateTimeOffset now, ParityRules rules)
    {
        _different++;
        (_lastDifferenceAt, _comparedSince, _unavailableBefore) = (now, 0, Interlocked.Read(ref _candidateUnavailable));
        _paths.Add(different.Differences.Select(difference => difference.Path));
        _samples.Enqueue(ParitySample.Of(now, different, rules.Redaction));
        while (_samples.Count > rules.Samples)
            _samples.Dequeue();
    }
}
