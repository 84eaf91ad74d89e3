namespace JobsGateway.Worker.Running;

/// <summary>The token that tells a handler to stop, and why. The first reason counts.</summary>
internal sealed class StopSignal : IAsyncDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly Lock _lock = new();
    private Task _cancelling = Task.CompletedTask;
    private bool _isClosed;
    private StopReason _reason;

    public StopSignal() => Token = _source.Token;

    /// <summary>Cancelled when it is given.</summary>
    public CancellationToken Token { get; }

    /// <summary>Why; <see cref="StopReason.None"/> while it is not given.</summary>
    public StopReason Reason
    {
        get
        {
            lock (_lock)
                return _reason;
        }
    }

    /// <summary>Tells the handler to stop.</summary>
    public void Give(StopReason reason)
    {
        lock (_lock)
        {
            if (_reason != StopReason.None || _isClosed)
                return;
            _reason = reason;
            _cancelling = _source.CancelAsync(); // What the handler registered on its token runs elsewhere.
        }
    }

    /// <summary>The handler has ended: what comes from now on is not the reason why.</summary>
    public void Close()
    {
        lock (_lock)
            _isClosed = true;
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await _cancelling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // What the handler's own registrations throw is nobody's outcome.
        _source.Dispose();
    }
}
