using JobsGateway.WebConsole.Views;

namespace JobsGateway.Gateway.ConsoleView.Traffic;

/// <summary>Turns what was recorded into points, up to the last whole second.</summary>
internal static class TrafficReading
{
    private const int NowSeconds = 10;

    // Proxied bodies and sockets last as long as they last: they are counted, and would say nothing about the latency of jobs.
    private static readonly string[] WithoutLatency = ["PassThrough", "Other", "Health"];

    public static TrafficState Of(Recording? recording, DateTimeOffset now, int step, int points)
    {
        var end = now.ToUnixTimeSeconds() / step * step;
        var first = end - (step * points);
        DateTimeOffset[] times = [.. Enumerable.Range(0, points).Select(point => DateTimeOffset.FromUnixTimeSeconds(first + (point * step)))];
        if (recording is null)
            return new TrafficState(now, times, [], new Latency?[points], [], [], new TrafficNow(0, 0, null));
        var operations = new List<OperationTraffic>();
        var outcomes = new Sums[points];
        for (var point = 0; point < points; point++)
            outcomes[point] = new Sums();
        foreach (var (name, ring) in recording.Operations.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            operations.Add(Read(name, ring, first, step, outcomes));
        return new TrafficState(
            recording.Since, times, [.. operations.Where(operation => operation.Requests > 0)], [.. outcomes.Select(sums => LatencyScale.Of(sums.Latencies))],
            [.. Errors(outcomes, step)], recording.Answering.Read(end), Now(recording, now.ToUnixTimeSeconds()));
    }

    private static OperationTraffic Read(string name, OperationRing ring, long first, int step, Sums[] all)
    {
        var (perSecond, whole) = (new double[all.Length], new Sums());
        for (var point = 0; point < all.Length; point++)
        {
            var sums = new Sums();
            ring.AddTo(first + (point * step), first + ((point + 1) * step), sums.Latencies, sums.Outcomes);
            perSecond[point] = (double)sums.Requests / step;
            whole.Add(sums, withLatency: true);
            all[point].Add(sums, !WithoutLatency.Contains(name));
        }

        return new OperationTraffic(name, perSecond, whole.Requests, TrafficOutcomes.FailedIn(whole.Outcomes), LatencyScale.Of(whole.Latencies));
    }

    private static IEnumerable<OutcomeTraffic> Errors(Sums[] points, int step) =>
        TrafficOutcomes.All.Index().Skip(1)
            .Select(outcome => new OutcomeTraffic(outcome.Item, [.. points.Select(point => (double)point.Outcomes[outcome.Index] / step)]))
            .Where(outcome => outcome.PerSecond.Any(rate => rate > 0));

    private static TrafficNow Now(Recording recording, long second)
    {
        var now = new Sums();
        foreach (var (name, ring) in recording.Operations)
        {
            var sums = new Sums();
            ring.AddTo(second - NowSeconds, second, sums.Latencies, sums.Outcomes);
            now.Add(sums, !WithoutLatency.Contains(name));
        }

        var seconds = Math.Clamp(second - recording.Since.ToUnixTimeSeconds(), 1, NowSeconds);
        return new TrafficNow((double)now.Requests / seconds, now.Requests == 0 ? 0 : (double)TrafficOutcomes.FailedIn(now.Outcomes) / now.Requests, LatencyScale.Of(now.Latencies));
    }

    private sealed class Sums
    {
        public long[] Latencies { get; } = new long[LatencyScale.Classes];

        public long[] Outcomes { get; } = new long[TrafficOutcomes.All.Count];

        public long Requests => Outcomes.Sum();

        public void Add(Sums other, bool withLatency)
        {
            for (var i = 0; withLatency && i < Latencies.Length; i++)
                Latencies[i] += other.Latencies[i];
            for (var i = 0; i < Outcomes.Length; i++)
                Outcomes[i] += other.Outcomes[i];
        }
    }
}
