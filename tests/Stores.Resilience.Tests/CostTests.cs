using JobsGateway.Stores.Resilience.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Stores.Resilience.Tests;

/// <summary>A fetch answered at once costs nothing on the heap.</summary>
public sealed class CostTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fetch_answered_at_once_allocates_nothing(bool circuitBreaker)
    {
        var id = JobId.Parse("0123456789abcdef01234567");
        await using var store = new ResilientJobStore(
            new ScriptedStore(), "local", new() { CircuitBreaker = new() { Enabled = circuitBreaker } }, TimeProvider.System, NullLoggerFactory.Instance);
        using var client = new CancellationTokenSource();
        Assert.True(Measure() < 1000, "The first ones make what is used again.");

        // Now and then the circuit begins another window to count in.
        Assert.InRange(Measure(), 0, 0.1);

        double Measure()
        {
            const int Times = 10_000;
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Times; i++)
            {
                var answer = store.FetchByIdAsync(id, client.Token);
                Assert.True(answer.IsCompletedSuccessfully);
            }

            return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Times;
        }
    }
}
