using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Resilience;
using Polly.CircuitBreaker;

namespace JobsGateway.Gateway.Stores;

/// <summary>A store that owns jobs.</summary>
internal sealed class LocalStore(JobStoreContext context, ResilientJobStore jobs, ResilienceOptions resilience) : ConfiguredStore(context)
{
    // A server that does not answer is given up by its driver after 15 s and more; until then nothing would listen, not even for the other stores.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock = context.Clock;
    private readonly LateOpening _lateOpening = new(context.Name, context.Clock, context.Loggers.CreateLogger<LateOpening>());
    private volatile IJobStore _answering = UnopenedJobStore.Instance;

    /// <summary>The jobs, behind the store's pipeline; unavailable while it is not open.</summary>
    public IJobStore Jobs => _answering;

    /// <summary>The store as it is, for what only it can: taking an import, its schema.</summary>
    public IJobStore Bare => jobs.Inner;

    public override StoreOpening Opening =>
        _answering == jobs ? StoreOpening.Open : _lateOpening.IsWrong ? StoreOpening.Wrong : StoreOpening.Trying;

    public override CircuitState CircuitState => jobs.CircuitState;

    public override TimeSpan DrainTime => resilience.TotalTimeout + TimeSpan.FromMinutes(1);

    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await jobs.PrepareAsync(cancellationToken);
        _answering = jobs;
    }

    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        var opening = PrepareAsync(_lateOpening.Closing);
        try
        {
            await opening.WaitAsync(Patience, _clock, cancellationToken);
        }
        catch (TimeoutException) when (!opening.IsCompleted)
        {
            _lateOpening.Begin(PrepareAsync, $"It has been opening for {Patience.TotalSeconds} s.", opening);
        }
        catch (JobStoreUnreachableException e)
        {
            _lateOpening.Begin(PrepareAsync, e.Message);
        }
    }

    /// <summary>Opens it, and asks whether it holds jobs.</summary>
    public override async Task<string> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
        }
        catch (JobStoreUnreachableException e)
        {
            throw new JobStoreUnreachableException($"{e.Message} The gateway starts all the same, answers its operations with 503, and opens it as soon as it can be reached.", e);
        }

        return await jobs.IsEmptyAsync(cancellationToken) ? "holds no jobs yet" : "holds jobs";
    }

    protected override async ValueTask CloseAsync()
    {
        await _lateOpening.DisposeAsync();
        await jobs.DisposeAsync();
    }
}
