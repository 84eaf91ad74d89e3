using JobsGateway.Gateway.Configuration;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Stores;

/// <summary>Opens a store that could not be reached at the start, in the background, until it is open.</summary>
/// <remarks>Also where it was reached and turned out to be wrong: a database that recovers may refuse logins, and a schema is made while gateways wait for it.</remarks>
internal sealed partial class LateOpening(string store, TimeProvider clock, ILogger<LateOpening> logger) : IAsyncDisposable
{
    /// <summary>The first pause; each further one is twice as long.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // A database that is away for a night must not fill the log.
    private static readonly TimeSpan TellInterval = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _closing = new();
    private readonly ILogger _logger = logger;
    private readonly long _start = clock.GetTimestamp();
    private Task _trying = Task.CompletedTask;
    private volatile bool _isWrong;
    private string? _toldReason;
    private long _toldAt;

    /// <summary>Whether it was reached, the last time it was tried, and can't be opened as it is.</summary>
    public bool IsWrong => _isWrong;

    /// <summary>Cancelled when the store is closed.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Begins to try.</summary>
    /// <param name="open">Opens the store.</param>
    /// <param name="reason">Why it is not open yet.</param>
    /// <param name="underWay">An attempt that has begun; null for none.</param>
    public void Begin(Func<CancellationToken, Task> open, string reason, Task? underWay = null)
    {
        Tell(reason);
        _trying = TryAsync(open, underWay);
    }

    /// <summary>Stops trying; the attempt under way is cancelled and waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _trying;
        _closing.Dispose();
    }

    private async Task TryAsync(Func<CancellationToken, Task> open, Task? underWay)
    {
        try
        {
            var pause = ShortestPause;
            if (underWay is not null && await IsOpenedAsync(() => underWay))
                return;
            while (!await IsOpenedAsync(open, pause))
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // It is closed before it was opened.
        }
        catch (Exception e) // A bug: it would come again.
        {
            _isWrong = true;
            LogFailed(_logger, store, e);
        }
    }

    private async Task<bool> IsOpenedAsync(Func<CancellationToken, Task> open, TimeSpan pause)
    {
        await Task.Delay(pause, clock, _closing.Token);
        return await IsOpenedAsync(() => open(_closing.Token));
    }

    private async Task<bool> IsOpenedAsync(Func<Task> open)
    {
        try
        {
            await open();
            var elapsed = clock.GetElapsedTime(_start);
            LogOpen(_logger, store, elapsed);
            return true;
        }
        catch (JobStoreException e)
        {
            _isWrong = e is not JobStoreUnreachableException;
            if (e.Message != _toldReason || clock.GetElapsedTime(_toldAt) >= TellInterval)
                Tell(e.Message);
            return false;
        }
    }

    private void Tell(string message)
    {
        (_toldReason, _toldAt) = (message, clock.GetTimestamp());
        var reason = Redaction.Of(message);
        if (_isWrong)
            LogWrong(_logger, store, reason);
        else
            LogUnreachable(_logger, store, reason);
    }

    [LoggerMessage(EventId = 1421, EventName = "StoreUnreachable", Level = LogLevel.Error, Message = "The store {Name} is not open yet: {Reason} Its operations are answered 503; it is tried again until it is there.")]
    private static partial void LogUnreachable(ILogger logger, string name, string reason);

    [LoggerMessage(EventId = 1422, EventName = "StoreOpened", Level = LogLevel.Information, Message = "The store {Name} is open, {Elapsed} after the start.")]
    private static partial void LogOpen(ILogger logger, string name, TimeSpan elapsed);

    [LoggerMessage(EventId = 1423, EventName = "StoreUnusable", Level = LogLevel.Critical, Message = "The store {Name} can't be opened: {Reason} Its operations are answered 503; it is tried again until it can.")]
    private static partial void LogWrong(ILogger logger, string name, string reason);

    [LoggerMessage(EventId = 1424, EventName = "StoreGivenUp", Level = LogLevel.Critical, Message = "The store {Name} failed to open and is not tried again. Mend it, then start the gateway again.")]
    private static partial void LogFailed(ILogger logger, string name, Exception exception);
}
