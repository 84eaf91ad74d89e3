using System.Buffers;

namespace JobsGateway.Import.Conversion;

/// <summary>A growing buffer that is used again for the next document.</summary>
internal sealed class MemoryBuffer : IBufferWriter<byte>
{
    // A huge document must not keep its memory for the rest of the run.
    private const int KeptCapacity = 1 << 20;

    private ArrayBufferWriter<byte> _inner = new(4096);

    public void Clear()
    {
        if (_inner.Capacity > KeptCapacity)
            _inner = new ArrayBufferWriter<byte>(4096);
        else
            _inner.ResetWrittenCount();
    }

    public byte[] ToArray() => _inner.WrittenSpan.ToArray();

    public void Advance(int count) => _inner.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0) => _inner.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _inner.GetSpan(sizeHint);
}
