using System.Diagnostics.Metrics;
using JobsGateway.WebConsole.Views;

namespace JobsGateway.Gateway.ConsoleView.Traffic;

/// <summary>Keeps the requests of the last five minutes, from the histogram every request is measured by. It listens while somebody watches and for five minutes
/// after, so that it costs nothing on a gateway nobody looks at, and a page that is loaded again shows what it showed.</summary>
/// <remarks>Bounded: 304 seconds of at most eight operations, 0.4 KB each.</remarks>
internal sealed class TrafficRecorder(IMeterFactory meters, TimeProvider clock) : ITraffic, IDisposable
{
    /// <summary>How long it listens when nobody watches any more.</summary>
    public static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(OperationRing.Seconds);

    private readonly Lock _lock = new();
    private Recording? _recording;
    private ITimer? _ending;
    private int _watchers;

    /// <summary>Whether it listens.</summary>
    public bool IsOn => Volatile.Read(ref _recording) is not null;

    public IDisposable Watch()
    {
        lock (_lock)
        {
            _watchers++;
            _ending?.Dispose();
            _ending = null;
            _recording ??= new Recording(meters, clock);
        }

        return new Watcher(this);
    }

    public TrafficState Read(int seconds, int points)
    {
        var now = clock.GetUtcNow();
        return TrafficReading.Of(Volatile.Read(ref _recording), now, seconds, points);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _ending?.Dispose();
            End();
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_watchers == 0)
                _ending = clock.CreateTimer(_ => EndUnlessWatched(), null, Afterwards, Timeout.InfiniteTimeSpan);
        }
    }

    private void EndUnlessWatched()
    {
        lock (_lock)
        {
            if (_watchers == 0)
                End();
        }
    }

    private void End()
    {
        _recording?.Dispose();
        _recording = null;
    }

    private sealed class Watcher(TrafficRecorder recorder) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                recorder.Leave();
        }
    }
}
