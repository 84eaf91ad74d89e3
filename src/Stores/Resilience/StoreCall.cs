using JobsGateway.Stores.Abstractions;
using Polly;

namespace JobsGateway.Stores.Resilience;

/// <summary>An operation with all it needs to be sent, and what came of it.</summary>
/// <param name="operation">The operation's name.</param>
/// <param name="isWrite">Whether it changes jobs.</param>
/// <param name="store">Who answers.</param>
/// <param name="send">Sends it.</param>
/// <param name="argument">What it asks for.</param>
/// <param name="shape">What its outcome means.</param>
internal sealed class StoreCall<TArgument, TOutcome>(
    string operation,
    bool isWrite,
    IJobStore store,
    Func<IJobStore, TArgument, CancellationToken, ValueTask<TOutcome>> send,
    TArgument argument,
    Shape<TOutcome> shape) : Call(operation, isWrite)
{
    private BegunCall<TOutcome>? _begun;

    /// <summary>A first attempt that is under way already; it counts as the pipeline's first.</summary>
    public BegunCall<TOutcome>? Begun
    {
        init => _begun = value;
    }

    /// <summary>What the last attempt answered.</summary>
    public TOutcome Outcome { get; private set; } = default!;

    /// <summary>What the last attempt threw, so that a store's own exception is not mistaken for one of the pipeline.</summary>
    public Exception? Thrown { get; private set; }

    /// <summary>Makes one attempt. The result is why it failed; null where it did not.</summary>
    public async ValueTask<Outcome<string?>> AttemptAsync(CancellationToken cancellationToken)
    {
        try
        {
            CountAttempt();
            var begun = _begun;
            _begun = null;
            Outcome = begun is null ? await send(store, argument, cancellationToken) : await begun.AnswerAsync(cancellationToken);
            return Polly.Outcome.FromResult<string?>(shape.FailureOf(Outcome));
        }
        catch (Exception e)
        {
            Thrown = e;
            return Polly.Outcome.FromException<string?>(e);
        }
    }

    /// <summary>An outcome that is not the store's own.</summary>
    public TOutcome Unavailable(string reason, TimeSpan? retryAfter) => shape.Unavailable(reason, retryAfter);

    /// <summary>Ends what was begun and never got its turn in the pipeline.</summary>
    public ValueTask EndAsync() => _begun is { } begun ? begun.AbandonAsync() : ValueTask.CompletedTask;
}
