using JobsGateway.WebConsole.Views;

namespace JobsGateway.Gateway.ConsoleView.Traffic;

/// <summary>The classes latencies are counted in: each goes 19 % further than the one before, from 0.02 ms to 40 s.</summary>
internal static class LatencyScale
{
    /// <summary>How many classes there are.</summary>
    public const int Classes = 84;

    private const double First = 0.00002, PerOctave = 4;

    /// <summary>The class of a duration in seconds.</summary>
    public static int ClassOf(double seconds) => seconds <= First ? 0 : Math.Min(Classes - 1, (int)(Math.Log2(seconds / First) * PerOctave) + 1);

    /// <summary>The percentiles of what was counted; null where nothing was.</summary>
    public static Latency? Of(ReadOnlySpan<long> counts)
    {
        var all = 0L;
        foreach (var count in counts)
            all += count;
        return all == 0 ? null : new Latency(Percentile(counts, all, 0.5), Percentile(counts, all, 0.95), Percentile(counts, all, 0.99));
    }

    // Within a class latencies are taken to be spread evenly.
    private static double Percentile(ReadOnlySpan<long> counts, long all, double part)
    {
        var (rank, before) = (part * all, 0L);
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0 && before + counts[i] >= rank)
                return 1000 * (LowerOf(i) + ((UpperOf(i) - LowerOf(i)) * (rank - before) / counts[i]));
            before += counts[i];
        }

        return 1000 * UpperOf(counts.Length - 1);
    }

    private static double LowerOf(int index) => index == 0 ? 0 : UpperOf(index - 1);

    private static double UpperOf(int index) => First * Math.Pow(2, index / PerOctave);
}
