using System.Diagnostics;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.ConstantRate;

/// <summary>A thread a connection, each with blocking calls: no scheduler of its own stands between the clock and the answer.</summary>
internal sealed class LoadGenerator(Uri url, string? token, int length, Schedule schedule)
{
    private static readonly long Lead = Stopwatch.Frequency / 10; // the last thread is ready before the first request is due

    private readonly double[][] _latencies = new double[schedule.Connections][];
    private long _bytes;
    private Exception? _error;

    public ConstantLoad Run()
    {
        long start = 0;
        using var ready = new Barrier(schedule.Connections, _ => start = Stopwatch.GetTimestamp() + Lead);
        var threads = Enumerable.Range(0, schedule.Connections)
            .Select(number => new Thread(() => Guard(() =>
            {
                using var connection = Connect(ready);
                ready.SignalAndWait();
                Ask(connection, number, start);
            })) { IsBackground = true })
            .ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        return _error is null ? Summary() : throw _error;
    }

    private Connection Connect(Barrier ready)
    {
        try
        {
            return new Connection(url, token, length);
        }
        catch
        {
            ready.RemoveParticipant(); // or the others wait for ever
            throw;
        }
    }

    private void Ask(Connection connection, int number, long start)
    {
        Clock.MakePunctual();
        var latencies = new double[schedule.Requests - schedule.Uncounted];
        long bytes = 0;
        for (var request = 0; request < schedule.Requests && _error is null; request++)
        {
            var due = start + schedule.Due(number, request);
            Clock.SleepUntil(due);
            var size = connection.Ask();
            if (request < schedule.Uncounted)
                continue;
            latencies[request - schedule.Uncounted] = Clock.Microseconds(Stopwatch.GetTimestamp() - due);
            bytes += size;
        }

        _latencies[number] = latencies;
        Interlocked.Add(ref _bytes, bytes);
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _error, exception, null);
        }
    }

    private ConstantLoad Summary()
    {
        var sorted = _latencies.SelectMany(l => l).Order().ToArray();
        double Percentile(int percent) => Math.Round(sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)], 1);
        return new ConstantLoad(sorted.Length, (double)_bytes / sorted.Length, Percentile(50), Percentile(99), Percentile(100));
    }
}
