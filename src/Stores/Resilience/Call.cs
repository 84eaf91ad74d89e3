using System.Diagnostics;
using Polly;

namespace JobsGateway.Stores.Resilience;

/// <summary>One operation on its way through a store's pipeline, as the strategies see it.</summary>
/// <param name="operation">The operation; what metrics show as <c>operation.key</c>.</param>
/// <param name="isWrite">Whether it changes jobs.</param>
internal abstract class Call(string operation, bool isWrite)
{
    private static readonly ResiliencePropertyKey<Call> Key = new("JobsGateway.Call");

    public string Operation => operation;

    public bool IsWrite => isWrite;

    /// <summary>Whether it may be sent again after a failure.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it has a permit that nobody gives back yet.</summary>
    public bool HasPermit { get; set; }

    protected int Attempts { get; private set; }

    public static Call Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    public void AttachTo(ResilienceContext context) => context.Properties.Set(Key, this);

    // The pipeline is composed so that this can't happen. It is worth a second lock: a job retried twice can't be taken back.
    protected void CountAttempt()
    {
        if (++Attempts > 1 && !IsRepeatable)
            throw new UnreachableException($"{operation} must not be sent again.");
    }
}
