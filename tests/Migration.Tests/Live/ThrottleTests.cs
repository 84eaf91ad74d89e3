using JobsGateway.Migration.Live.Source;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Migration.Tests.Live;

/// <summary>Reading at a rate.</summary>
public sealed class ThrottleTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_second_lets_as_many_through_as_the_rate_says()
    {
        var throttle = new Throttle(100, _clock);
        var passed = 0;
        var reading = ReadAsync(throttle, () => passed++);
        for (var second = 1; second <= 5; second++)
        {
            var before = passed;
            for (var step = 0; step < 100; step++)
                _clock.Advance(TimeSpan.FromMilliseconds(10));
            Assert.InRange(passed - before, 97, 103);
        }

        Assert.False(reading.IsCompleted);
    }

    [Fact]
    public void What_was_not_used_is_not_saved_up()
    {
        var throttle = new Throttle(100, _clock);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var passed = 0;

        _ = ReadAsync(throttle, () => passed++);

        Assert.InRange(passed, 1, 4);
    }

    [Fact]
    public async Task Without_a_rate_nothing_waits()
    {
        var throttle = new Throttle(null, _clock);
        for (var i = 0; i < 10_000; i++)
            await throttle.WaitAsync(default);
    }

    private static async Task ReadAsync(Throttle throttle, Action passed)
    {
        for (var i = 0; i < 1_000; i++)
        {
            await throttle.WaitAsync(default);
            passed();
        }
    }
}
