using JobsGateway.Gateway.Guards.RateLimits;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Guards;

/// <summary>The counting itself.</summary>
public sealed class RateLimitTests
{
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void So_many_are_permitted_at_once_and_then_one_each_part_of_the_window()
    {
        var limit = Limit(3, seconds: 60);
        for (var i = 0; i < 3; i++)
            Assert.Null(limit.TryTake(1));
        Assert.Equal(TimeSpan.FromSeconds(20), limit.TryTake(1));
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(TimeSpan.FromSeconds(1), limit.TryTake(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(limit.TryTake(1));
        Assert.NotNull(limit.TryTake(1));
    }

    [Fact]
    public void What_was_refused_costs_nothing()
    {
        var limit = Limit(1, seconds: 10);
        Assert.Null(limit.TryTake(1));
        for (var i = 0; i < 100; i++)
            Assert.Equal(TimeSpan.FromSeconds(10), limit.TryTake(1));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(limit.TryTake(1));
    }

    [Theory]
    [InlineData(7, 60)]
    [InlineData(1_000_000, 1)]
    [InlineData(1_000_000, 86400)]
    [InlineData(999_983, 1)]
    public void The_number_is_exact_however_it_divides_the_window(int permits, int seconds)
    {
        var limit = Limit(permits, seconds);
        var permitted = 0;
        while (permitted <= permits && limit.TryTake(1) is null)
            permitted++;
        // A tick of the clock is 100 ns: of a million permits a second, as many as fit in the window.
        Assert.InRange(permitted, permits, permits + (permits > 100_000 && seconds == 1 ? 1 : 0));
    }

    [Fact]
    public void Each_key_has_a_count_of_its_own()
    {
        var limit = Limit(1, seconds: 60);
        Assert.Null(limit.TryTake(1));
        Assert.Null(limit.TryTake(2));
        Assert.NotNull(limit.TryTake(1));
        Assert.NotNull(limit.TryTake(2));
    }

    [Fact]
    public void Keys_beyond_the_most_share_one_count_and_those_that_are_idle_are_forgotten()
    {
        var limit = new RateLimit(new RateLimitOptions { PermitLimit = 2, Window = TimeSpan.FromSeconds(10) }, _clock, most: 100);
        for (UInt128 key = 0; key < 100; key++)
            Assert.Null(limit.TryTake(key));
        Assert.Null(limit.TryTake(1000));
        Assert.Null(limit.TryTake(1001));
        Assert.NotNull(limit.TryTake(1002));
        for (UInt128 key = 2000; key < 12_000; key++)
            Assert.NotNull(limit.TryTake(key));
        Assert.InRange(limit.Count, 100, 101);
        Assert.Null(limit.TryTake(5)); // Those that are known go on as before.

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(limit.TryTake(1003));
        Assert.InRange(limit.Count, 1, 2);
    }

    [Fact]
    public async Task No_permit_is_given_twice_to_requests_at_once()
    {
        var limit = Limit(1000, seconds: 60);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 500).Count(_ => limit.TryTake(1) is null))));
        Assert.Equal(1000, taken.Sum());
    }

    private RateLimit Limit(int permits, int seconds) => new(new RateLimitOptions { PermitLimit = permits, Window = TimeSpan.FromSeconds(seconds) }, _clock);
}
