using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.Abstractions.Tests;

public class JobIdGeneratorTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_id_tells_the_clocks_time()
    {
        var clock = new FakeTimeProvider(Now);
        var generator = new JobIdGenerator(clock);
        var first = generator.Next();
        clock.Advance(TimeSpan.FromSeconds(1));
        var second = generator.Next();
        Assert.Equal(Now, first.CreatedAt);
        Assert.Equal(Now.AddSeconds(1), second.CreatedAt);
        Assert.True(first < second);
    }

    [Fact]
    public void Ids_of_one_moment_count_up()
    {
        var generator = new JobIdGenerator(new FakeTimeProvider(Now));
        var (first, second) = (Counter(generator.Next()), Counter(generator.Next()));
        Assert.Equal((first + 1) & 0xffffff, second);
    }

    [Fact]
    public async Task Ids_are_unique_across_threads_and_generators()
    {
        var clock = new FakeTimeProvider(Now);
        var generators = new[] { new JobIdGenerator(clock), new JobIdGenerator(clock) };
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Enumerable.Range(0, 10_000).Select(_ => generators[i % 2].Next()).ToList())));
        Assert.Equal(80_000, made.SelectMany(ids => ids).Distinct().Count());
    }

    private static int Counter(JobId id) => Convert.ToInt32(id.ToString()[18..], 16);
}
