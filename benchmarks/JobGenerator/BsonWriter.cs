using System.Buffers.Binary;
using System.Text;

namespace JobsGateway.JobGenerator;

/// <summary>BSON, one document after the other (https://bsonspec.org/spec.html). Several times as fast as a general writer.</summary>
internal sealed class BsonWriter(Stream target) : IDocumentWriter
{
    private const int FlushAt = 1 << 16;

    private readonly Stack<int> _open = new();
    private byte[] _buffer = new byte[2 * FlushAt];
    private int _length;

    public void Start(string? key = null)
    {
        if (key is not null)
            Name(0x03, key);
        _open.Push(_length);
        Take(sizeof(int));
    }

    public void End()
    {
        Take(1)[0] = 0;
        var start = _open.Pop();
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(start), _length - start);
        if (_open.Count == 0 && _length >= FlushAt)
            Flush();
    }

    public void Text(string key, string value)
    {
        Name(0x02, key);
        BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), Encoding.UTF8.GetByteCount(value) + 1);
        CString(value);
    }

    public void Number(string key, int value)
    {
        Name(0x10, key);
        BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);
    }

    public void Flag(string key, bool value)
    {
        Name(0x08, key);
        Take(1)[0] = (byte)(value ? 1 : 0);
    }

    public void Null(string key) => Name(0x0A, key);

    public void Date(string key, long milliseconds)
    {
        Name(0x09, key);
        BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), milliseconds);
    }

    public void Id(string key, byte[] id)
    {
        Name(0x07, key);
        id.CopyTo(Take(id.Length));
    }

    public void Dispose() => Flush();

    private void Name(byte type, string key)
    {
        Take(1)[0] = type;
        CString(key);
    }

    private void CString(string text)
    {
        var bytes = Take(Encoding.UTF8.GetByteCount(text) + 1);
        bytes[Encoding.UTF8.GetBytes(text, bytes)] = 0;
    }

    private Span<byte> Take(int count)
    {
        if (_length + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        var taken = _buffer.AsSpan(_length, count);
        _length += count;
        return taken;
    }

    private void Flush()
    {
        target.Write(_buffer, 0, _length);
        _length = 0;
    }
}
