using JobsGateway.Tests.Upstreams;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

/// <summary>Moves a clock while sockets, which know real time only, do their part.</summary>
internal static class Clocks
{
    /// <summary>Advances step by step until something is done; between the steps there is time for what the step has set off.</summary>
    public static async Task AdvanceUntilAsync(this FakeTimeProvider clock, TimeSpan step, Task done)
    {
        var limit = DateTime.UtcNow + Bounded.Limit;
        while (!done.IsCompleted && DateTime.UtcNow < limit)
        {
            clock.Advance(step);
            await Task.WhenAny(done, Task.Delay(10));
        }

        await done.ByLimit();
    }

    /// <summary>Waits for what has no event of its own.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        var limit = DateTime.UtcNow + Bounded.Limit;
        while (!isSo())
        {
            Assert.True(DateTime.UtcNow < limit, "It never came to be.");
            await Task.Delay(5);
        }
    }
}
