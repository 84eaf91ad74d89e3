using System.Buffers.Binary;
using System.Security.Cryptography;

namespace JobsGateway.Stores.Abstractions;

/// <summary>Makes new ids in the ObjectId layout, unique across processes and ascending from second to second.</summary>
/// <param name="clock">Tells the time that goes into the id.</param>
public sealed class JobIdGenerator(TimeProvider clock)
{
    private readonly byte[] _random = RandomNumberGenerator.GetBytes(5);
    private uint _counter = (uint)RandomNumberGenerator.GetInt32(1 << 24);

    /// <summary>Makes one id. Thread-safe.</summary>
    public JobId Next()
    {
        Span<byte> bytes = stackalloc byte[JobId.ByteLength];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)clock.GetUtcNow().ToUnixTimeSeconds());
        _random.CopyTo(bytes[4..]);
        var counter = Interlocked.Increment(ref _counter);
        bytes[9] = (byte)(counter >> 16);
        bytes[10] = (byte)(counter >> 8);
        bytes[11] = (byte)counter;
        return new JobId(bytes);
    }
}
