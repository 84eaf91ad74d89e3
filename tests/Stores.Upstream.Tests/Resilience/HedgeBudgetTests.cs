using JobsGateway.Stores.Upstream.Sending;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

public sealed class HedgeBudgetTests
{
    [Theory]
    [InlineData(0.05, 50)]
    [InlineData(0.1, 100)]
    [InlineData(0.001, 1)]
    [InlineData(1, 1000)]
    [InlineData(0.3, 300)]
    public void What_is_spent_at_once_stays_within_the_share(double share, int most)
    {
        var budget = new HedgeBudget(share);
        var spent = 0;
        for (var i = 0; i < 1000; i++)
        {
            budget.Earn();
            if (budget.TrySpend())
                spent++;
        }

        Assert.InRange(spent, most - 1, most); // A share that is no binary fraction may lack the last bit.
    }

    [Fact]
    public void Nothing_is_given_in_advance()
    {
        var budget = new HedgeBudget(1);
        Assert.False(budget.TrySpend());
        budget.Earn();
        Assert.True(budget.TrySpend());
        Assert.False(budget.TrySpend());
    }

    [Fact]
    public void Ten_at_most_are_saved_up()
    {
        var budget = new HedgeBudget(0.5);
        for (var i = 0; i < 1000; i++)
            budget.Earn();
        Assert.Equal(10, Enumerable.Range(0, 100).Count(_ => budget.TrySpend()));
    }

    [Fact]
    public void Several_threads_do_not_overdraw_it()
    {
        var budget = new HedgeBudget(0.125);
        var spent = 0;
        Parallel.For(0, 8000, _ =>
        {
            budget.Earn();
            if (budget.TrySpend())
                Interlocked.Increment(ref spent);
        });
        Assert.InRange(spent, 1, 1000);
    }
}
