using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using JobsGateway.Gateway.Modes;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>Work beside the requests, under stress.</summary>
public sealed class BoundedLaneTests
{
    [Property(MaxTest = 100)]
    public Property All_that_is_taken_runs_once_and_never_more_at_a_time_than_allowed() =>
        Prop.ForAll(Gen.Choose(1, 6).ToArbitrary(), Gen.Choose(1, 50).ToArbitrary(), Gen.Choose(1, 4).ToArbitrary(), (concurrency, length, producers) =>
        {
            var runs = new ConcurrentDictionary<(int, int), int>();
            var (atATime, most) = (0, 0);
            var lane = new BoundedLane<(int, int)>(async work =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref atATime));
                await Task.Yield();
                runs.AddOrUpdate(work, 1, (_, count) => count + 1);
                Interlocked.Decrement(ref atATime);
            });
            var taken = new ConcurrentQueue<(int, int)>();
            Parallel.For(0, producers, new ParallelOptions { MaxDegreeOfParallelism = producers }, producer =>
            {
                for (var i = 0; i < 200; i++)
                {
                    if (lane.TryAdd((producer, i), length, concurrency))
                        taken.Enqueue((producer, i));
                }
            });
            Assert.True(SpinWait.SpinUntil(() => runs.Count == taken.Count, Bounded.Limit), $"{taken.Count - runs.Count} of {taken.Count} never ran.");
            Assert.All(runs, run => Assert.Equal(1, run.Value));
            Assert.Equal(taken.Order(), runs.Keys.Order());
            Assert.InRange(most, 1, concurrency);
        });

    [Fact]
    public void What_comes_while_a_worker_takes_its_last_look_is_not_left_lying()
    {
        var ran = 0;
        var lane = new BoundedLane<int>(_ =>
        {
            Interlocked.Increment(ref ran);
            return Task.CompletedTask;
        });
        // Each comes at the moment when the worker is about to end, and nothing comes after it to pick it up.
        for (var i = 1; i <= 100_000; i++)
        {
            Assert.True(lane.TryAdd(i, 1, 1));
            var spinner = default(SpinWait);
            for (var since = Environment.TickCount64; Volatile.Read(ref ran) < i;)
            {
                spinner.SpinOnce(sleep1Threshold: -1);
                Assert.True(Environment.TickCount64 - since < Bounded.Limit.TotalMilliseconds, $"Item {i} was left lying.");
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(10, 4)]
    public void As_much_waits_as_may_and_not_one_more(int length, int concurrency)
    {
        using var gate = new SemaphoreSlim(0);
        var (started, done) = (0, 0);
        var lane = new BoundedLane<int>(async _ =>
        {
            Interlocked.Increment(ref started);
            await gate.WaitAsync();
            Interlocked.Increment(ref done);
        });
        for (var i = 0; i < concurrency; i++)
        {
            Assert.True(lane.TryAdd(i, length, concurrency));
            var expected = i + 1;
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref started) == expected, Bounded.Limit));
        }

        for (var i = 0; i < length; i++)
            Assert.True(lane.TryAdd(i, length, concurrency));
        Assert.False(lane.TryAdd(-1, length, concurrency));
        gate.Release(concurrency + length);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref done) == concurrency + length, Bounded.Limit));
        Assert.True(lane.TryAdd(0, length, concurrency));
        gate.Release();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref done) == concurrency + length + 1, Bounded.Limit));
    }

    [Fact]
    public void One_at_a_time_runs_in_the_order_it_came()
    {
        var order = new ConcurrentQueue<int>();
        var lane = new BoundedLane<int>(async work =>
        {
            await Task.Yield();
            order.Enqueue(work);
        });
        for (var i = 0; i < 10_000; i++)
            Assert.True(lane.TryAdd(i, 10_000, 1));
        Assert.True(SpinWait.SpinUntil(() => order.Count == 10_000, Bounded.Limit));
        Assert.Equal(Enumerable.Range(0, 10_000), order);
    }

    [Fact]
    public void Fewer_at_a_time_takes_effect_while_there_is_work()
    {
        using var gate = new SemaphoreSlim(0);
        var (atATime, started) = (0, 0);
        var most = 0;
        var lane = new BoundedLane<int>(async _ =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref atATime));
            Interlocked.Increment(ref started);
            await gate.WaitAsync();
            Interlocked.Decrement(ref atATime);
        });
        for (var i = 0; i < 4; i++)
            lane.TryAdd(i, 100, 4);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref started) == 4, Bounded.Limit));
        for (var i = 0; i < 20; i++)
            Assert.True(lane.TryAdd(i, 100, 1));
        gate.Release(4);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref started) == 5 && Volatile.Read(ref atATime) == 1, Bounded.Limit));
        Volatile.Write(ref most, 0);
        gate.Release(20);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref started) == 24 && Volatile.Read(ref atATime) == 0, Bounded.Limit));
        Assert.Equal(1, most);
    }

    private static void InterlockedMax(ref int place, int value)
    {
        for (var seen = Volatile.Read(ref place); seen < value;)
        {
            var before = Interlocked.CompareExchange(ref place, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
