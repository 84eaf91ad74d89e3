using FsCheck;
using FsCheck.Xunit;
using JobsGateway.Gateway.Modes.Canary;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>Where keys stand: fairly spread, always at the same place, and at the same place in every version of the gateway.</summary>
public sealed class KeyShareTests
{
    /// <summary>By <c>printf '%s' KEY | sha256sum | cut -c1-16</c>, as a part of 2^64: what operators reckon with, so it can't change.</summary>
    [Theory]
    [InlineData("", 88.94159948913372)]
    [InlineData("a", 79.13742705223815)]
    [InlineData("65e1f3a07c1b2d0012a40001", 48.03356839461219)]
    [InlineData("65e1f3a07c1b2d0034b50005", 82.64852045399738)]
    [InlineData("507f1f77bcf86cd799439011", 3.988292704094909)]
    [InlineData("fusecash", 91.66133265046258)]
    [InlineData("failed-1", 14.928797798556415)]
    [InlineData("ünï-💎-code", 65.21178100530237)]
    [InlineData("a/b c?d=e&f#g+h%20i", 32.59692896141447)]
    public void A_key_stands_where_its_sha_256_says(string key, double percent) => Assert.Equal(percent, KeyShare.PercentOf(key));

    [Fact]
    public void A_long_key_stands_where_its_sha_256_says() => Assert.Equal(26.941235470135084, KeyShare.PercentOf(new string('x', 1000)));

    [Property]
    public bool A_key_always_stands_at_the_same_place_among_a_hundred(NonNull<string> key) =>
        KeyShare.PercentOf(key.Get) is >= 0 and < 100 && KeyShare.PercentOf(key.Get).Equals(KeyShare.PercentOf(string.Concat(key.Get)));

    [Property]
    public bool Raising_the_weight_never_moves_a_key_back(NonNull<string> key, NormalFloat one, NormalFloat another)
    {
        var (low, high) = (Math.Min(Weight(one), Weight(another)), Math.Max(Weight(one), Weight(another)));
        return !(KeyShare.PercentOf(key.Get) < low) || KeyShare.PercentOf(key.Get) < high;
    }

    [Property(MaxTest = 25)]
    public bool Of_random_keys_as_many_as_the_weight_says_are_taken(int seed, NormalFloat weight)
    {
        var random = new Random(seed);
        return IsFair(Enumerable.Range(0, 10_000).Select(_ => Convert.ToBase64String(Bytes(random, random.Next(1, 40)))), Weight(weight));
    }

    [Property(MaxTest = 25)]
    public bool Of_ids_made_one_after_the_other_as_many_as_the_weight_says_are_taken(int seed, NormalFloat weight)
    {
        var random = new Random(seed);
        var first = Bytes(random, JobId.ByteLength);
        return IsFair(Enumerable.Range(0, 10_000).Select(i => IdAfter(first, i)), Weight(weight));
    }

    [Fact]
    public void Ids_are_spread_over_every_percent()
    {
        var counts = new int[100];
        var first = new byte[JobId.ByteLength];
        for (var i = 0; i < 100_000; i++)
            counts[(int)KeyShare.PercentOf(IdAfter(first, i))]++;
        // Chi-squared of 99 degrees of freedom: 161 is exceeded once in ten thousand times, and these keys are always the same.
        Assert.InRange(counts.Sum(count => (count - 1000d) * (count - 1000d) / 1000d), 0, 161);
    }

    // Six standard deviations: chance alone gets there once in 500,000,000 times.
    private static bool IsFair(IEnumerable<string> keys, double weight)
    {
        var all = keys.Distinct(StringComparer.Ordinal).ToList();
        var (taken, p) = (all.Count(key => KeyShare.PercentOf(key) < weight), weight / 100);
        return Math.Abs(taken - (all.Count * p)) <= (6 * Math.Sqrt(all.Count * p * (1 - p))) + 6;
    }

    private static double Weight(NormalFloat any) => Math.Abs(any.Get % 100);

    // As MongoDB's drivers make them: a time that hardly moves, the same five bytes, and a counter.
    private static string IdAfter(byte[] first, int count)
    {
        var bytes = (byte[])first.Clone();
        bytes[3] = (byte)(count / 1000);
        (bytes[9], bytes[10], bytes[11]) = ((byte)(count >> 16), (byte)(count >> 8), (byte)count);
        return new JobId(bytes).ToString();
    }

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
