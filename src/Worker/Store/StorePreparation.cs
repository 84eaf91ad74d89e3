using JobsGateway.Stores.Abstractions;
using JobsGateway.Worker.Telemetry;

namespace JobsGateway.Worker.Store;

/// <summary>Makes the store ready, once, and again until it succeeds.</summary>
internal sealed class StorePreparation(QueueStore store, TimeProvider clock, OutageLog outages) : IDisposable
{
    /// <summary>How long after a failure it is tried again; whoever asks in between gets that failure.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile bool _isReady;
    private string? _failure;
    private long _failedAt;

    /// <summary>What is told of a store that cancelled a call by itself.</summary>
    public static string GaveUp(OperationCanceledException exception) => $"The store gave up ({exception.GetType().Name}).";

    /// <summary>Why the store is not ready; null where it is.</summary>
    /// <exception cref="JobStoreException">The store was reached at once and can't be used: somebody has to mend something first.</exception>
    public ValueTask<string?> FailureAsync(CancellationToken cancellationToken) => _isReady ? default : new(TryAsync(cancellationToken));

    public void Dispose() => _turn.Dispose();

    private async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_isReady || (_failure is not null && clock.GetElapsedTime(_failedAt) < Pause))
                return _failure;
            await store.Jobs.PrepareAsync(cancellationToken);
            _failure = null;
            _isReady = true;
            outages.Over();
        }
        // What is wrong later than at the first contact is told and tried again: whoever runs the worker may be mending it.
        catch (JobStoreException e) when (e is JobStoreUnreachableException || _failure is not null)
        {
            Fail(e.Message);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(GaveUp(e));
        }
        finally
        {
            _turn.Release();
        }

        return _failure;
    }

    private void Fail(string reason)
    {
        (_failure, _failedAt) = (reason, clock.GetTimestamp());
        outages.Tell(reason);
    }
}
