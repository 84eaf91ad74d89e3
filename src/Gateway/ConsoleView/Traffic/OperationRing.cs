namespace JobsGateway.Gateway.ConsoleView.Traffic;

/// <summary>The last seconds of an operation. A second nobody asked in takes no memory.</summary>
internal sealed class OperationRing
{
    /// <summary>How many seconds are kept.</summary>
    public const int Seconds = 300;

    // The present one and some to spare, so that none is written while it is read.
    private readonly SecondSlot?[] _slots = new SecondSlot?[Seconds + 4];

    public void Add(long second, double seconds, int outcome)
    {
        ref var place = ref _slots[second % _slots.Length];
        var slot = Volatile.Read(ref place);
        while (slot?.Second != second)
        {
            if (slot?.Second > second)
                return; // It waited for minutes between being measured and being counted.
            var fresh = new SecondSlot(second);
            slot = Interlocked.CompareExchange(ref place, fresh, slot) == slot ? fresh : Volatile.Read(ref place);
        }

        slot.Add(seconds, outcome);
    }

    /// <summary>Adds the seconds from one up to, and without, another to sums.</summary>
    public void AddTo(long from, long to, Span<long> latencies, Span<long> outcomes)
    {
        for (var second = from; second < to; second++)
        {
            if (Volatile.Read(ref _slots[second % _slots.Length]) is { } slot && slot.Second == second)
                slot.AddTo(latencies, outcomes);
        }
    }
}
