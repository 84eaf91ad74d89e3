namespace JobsGateway.Import.Reading;

/// <summary>A window on a stream that slides forward and grows with what must be seen at once.</summary>
/// <param name="stream">The stream to read.</param>
/// <param name="initialSize">The size to begin with; tests make it small.</param>
internal sealed class ByteWindow(Stream stream, int initialSize = 1 << 16)
{
    private byte[] _buffer = new byte[initialSize];
    private int _start;
    private int _end;

    /// <summary>What is there and not yet consumed.</summary>
    public ReadOnlySpan<byte> Available => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The stream has no more bytes than the window.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Why the stream ended before its end; null where it did not.</summary>
    public string? Damage { get; private set; }

    /// <summary>Reads more bytes into the window.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Fill()
    {
        if (IsAtEnd)
            return false;
        MakeRoom();
        try
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            IsAtEnd = read == 0;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            (IsAtEnd, Damage) = (true, "the compressed file is cut off or damaged here: " + e.Message);
        }

        return !IsAtEnd;
    }

    /// <summary>Reads until the window holds this many bytes.</summary>
    public bool Ensure(int length)
    {
        while (Available.Length < length)
        {
            if (!Fill())
                return false;
        }

        return true;
    }

    /// <summary>Moves the window on.</summary>
    public void Consume(int length) => _start += length;

    /// <summary>Moves the window on without keeping what it passes.</summary>
    /// <returns>Whether the stream was that long.</returns>
    public bool Skip(long length)
    {
        while (length > Available.Length)
        {
            length -= Available.Length;
            Consume(Available.Length);
            if (!Fill())
                return false;
        }

        Consume((int)length);
        return true;
    }

    private void MakeRoom()
    {
        if (_start == _end)
            _start = _end = 0;
        if (_end < _buffer.Length)
            return;
        // Moving the rest to the front is enough unless it fills most of the buffer.
        var target = _end - _start > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        Available.CopyTo(target);
        (_buffer, _start, _end) = (target, 0, _end - _start);
    }
}
