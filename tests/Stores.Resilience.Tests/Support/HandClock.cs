using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.Resilience.Tests.Support;

/// <summary>A clock moved by hand. What waits for it goes on within the move: under a test runner's context it would go on somewhere else, some time later.</summary>
internal sealed class HandClock : FakeTimeProvider
{
    public new void Advance(TimeSpan time)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            base.Advance(time);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
