using JobsGateway.Migration.Live;

namespace JobsGateway.Migration.Tests.Support;

/// <summary>An import at work beside the test.</summary>
internal sealed class RunningImport : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<LiveImportSummary> _running;

    public RunningImport(ImportTarget target, LiveImportRequest request) =>
        _running = Task.Run(() => new LiveImportRun(target, request, Console, TimeProvider.System).RunAsync(_stop.Token));

    public RecordingConsole Console { get; } = new();

    public Task<LiveImportSummary> EndAsync() => _running.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Stops it as Ctrl-C does.</summary>
    public async Task<LiveImportSummary> StopAsync()
    {
        await _stop.CancelAsync();
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }
}
