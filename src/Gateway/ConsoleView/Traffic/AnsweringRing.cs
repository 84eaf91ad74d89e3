using System.Collections.Concurrent;
using JobsGateway.WebConsole.Views;

namespace JobsGateway.Gateway.ConsoleView.Traffic;

/// <summary>Who answered in the last five minutes, in steps of ten seconds.</summary>
internal sealed class AnsweringRing
{
    // Names come from configuration, which may be changed again and again.
    private const int Most = 256;

    private const int Step = 10, Steps = OperationRing.Seconds / Step;

    private readonly ConcurrentDictionary<(string Operation, string Store, string Mode), long[]> _counts = new();

    /// <summary>Counts an answer.</summary>
    public void Add(long second, string operation, string store, string mode)
    {
        var key = (operation, store, mode);
        if (!_counts.TryGetValue(key, out var counts))
        {
            if (_counts.Count >= Most)
                return;
            counts = _counts.GetOrAdd(key, _ => new long[Steps + 1]);
        }

        // The step in the upper part, its count in the lower: one exchange makes a place anew and counts.
        ref var place = ref counts[second / Step % counts.Length];
        while (true)
        {
            var seen = Volatile.Read(ref place);
            var step = second / Step << 24;
            var next = seen >> 24 << 24 == step ? seen + 1 : step + 1;
            if (Interlocked.CompareExchange(ref place, next, seen) == seen)
                return;
        }
    }

    /// <summary>Who answered up to a second.</summary>
    public IReadOnlyList<Answering> Read(long second) =>
        [.. _counts
            .Select(pair => new Answering(pair.Key.Operation, pair.Key.Store, pair.Key.Mode, pair.Value.Select(Split).Where(place => place.Step > (second / Step) - Steps).Sum(place => place.Count)))
            .Where(answering => answering.Requests > 0)];

    private static (long Step, long Count) Split(long place) => (place >> 24, place & 0xFFFFFF);
}
