namespace JobsGateway.Gateway.ConsoleView.Traffic;

/// <summary>What was counted of an operation in one second.</summary>
internal sealed class SecondSlot(long second)
{
    private readonly int[] _latencies = new int[LatencyScale.Classes];
    private readonly int[] _outcomes = new int[TrafficOutcomes.All.Count];

    public long Second => second;

    public void Add(double seconds, int outcome)
    {
        Interlocked.Increment(ref _latencies[LatencyScale.ClassOf(seconds)]);
        Interlocked.Increment(ref _outcomes[outcome]);
    }

    /// <summary>Adds what was counted to sums.</summary>
    public void AddTo(Span<long> latencies, Span<long> outcomes)
    {
        for (var i = 0; i < _latencies.Length; i++)
            latencies[i] += _latencies[i];
        for (var i = 0; i < _outcomes.Length; i++)
            outcomes[i] += _outcomes[i];
    }
}
