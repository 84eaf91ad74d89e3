using System.Buffers.Binary;

namespace JobsGateway.JobGenerator;

/// <summary>Random parts of jobs; the same seed gives the same parts.</summary>
internal sealed class Dice(int seed)
{
    private static readonly DateTimeOffset FirstJob = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly byte[] _bytes = new byte[256];
    private ulong _state = (ulong)seed;

    public bool Chance(int percent) => Below(100) < percent;

    public int Below(int limit) => (int)(Next() % (uint)limit);

    public string Pick(ReadOnlySpan<string> choices) => choices[Below(choices.Length)];

    /// <summary>Lower-case hexadecimal digits after "0x".</summary>
    public string Hex(int bytes)
    {
        for (var i = 0; i < bytes; i += sizeof(ulong))
            BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(i), Next());
        return "0x" + Convert.ToHexStringLower(_bytes, 0, bytes);
    }

    /// <summary>The time of a job: a few a minute, one after the other.</summary>
    public long Time(int number) => FirstJob.ToUnixTimeMilliseconds() + (number * 13_000L) + Below(5000);

    /// <summary>The id of a job made at a time; the collection keeps ids of two collections apart.</summary>
    public static byte[] Id(long time, byte collection, int number)
    {
        var id = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(id, (uint)(time / 1000));
        id[4] = collection;
        BinaryPrimitives.WriteInt32BigEndian(id.AsSpan(8), number);
        return id;
    }

    // SplitMix64 (https://prng.di.unimi.it/splitmix64.c): the framework's seeded generator is slow, and its sequence is no promise.
    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
