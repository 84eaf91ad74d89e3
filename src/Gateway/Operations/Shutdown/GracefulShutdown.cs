namespace JobsGateway.Gateway.Operations.Shutdown;

/// <summary>
/// What happens between the signal and the end. Readiness falls at once (<see cref="Health.ShutdownHealth"/>); for the delay requests are still taken, and each
/// answer closes its connection (<see cref="ConnectionsMoveOn"/>); then Kestrel listens no more, running requests finish, and the stores are closed.
/// </summary>
internal sealed partial class GracefulShutdown(
    ShutdownOptions options, IHostEnvironment environment, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<GracefulShutdown> logger) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _delayIsOver = new();

    /// <summary>Who has asked; null where the process is not run from the command line.</summary>
    public TerminationSignals? Signals { get; set; }

    /// <summary>Whether the gateway has been asked to end.</summary>
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Cancelled when requests are no longer taken. What has no end by itself has to end then.</summary>
    public CancellationToken DelayIsOver => _delayIsOver.Token;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Kestrel is stopped after it.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (Signals is { IsBySupervisor: true } && options.DelayIn(environment) is var delay && delay > TimeSpan.Zero)
        {
            LogDelay(logger, delay);
            await Task.Delay(delay, clock, cancellationToken);
        }

        LogFinishing(logger, options.Timeout);
        await _delayIsOver.CancelAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            LogCut(logger);
        return Task.CompletedTask;
    }

    public void Dispose() => _delayIsOver.Dispose();

    [LoggerMessage(EventId = 1600, EventName = "ShutdownAsked", Level = LogLevel.Information, Message = "Asked to end: /health/ready says no, and requests are answered for {Delay} more. A second signal ends at once.")]
    private static partial void LogDelay(ILogger logger, TimeSpan delay);

    [LoggerMessage(EventId = 1601, EventName = "ShutdownFinishing", Level = LogLevel.Information, Message = "No new requests are taken; those that are running may take {Timeout}.")]
    private static partial void LogFinishing(ILogger logger, TimeSpan timeout);

    [LoggerMessage(EventId = 1602, EventName = "ShutdownCut", Level = LogLevel.Warning, Message = "Requests that were still running after Shutdown:Timeout were cut.")]
    private static partial void LogCut(ILogger logger);
}
