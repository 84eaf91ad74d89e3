using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace JobsGateway.Stores.Abstractions;

/// <summary>A job's identity: the 12 bytes of a MongoDB ObjectId, shown as 24 lower-case hexadecimal characters.</summary>
/// <remarks>Layout: 4 bytes of Unix time in seconds, 5 random bytes, 3 bytes of a counter, all big-endian
/// (https://www.mongodb.com/docs/manual/reference/bson-types/#objectid), so that ids sort by creation time.</remarks>
public readonly struct JobId : IEquatable<JobId>, IComparable<JobId>
{
    /// <summary>Length of an id in bytes.</summary>
    public const int ByteLength = 12;

    /// <summary>Length of an id as text, in characters.</summary>
    public const int TextLength = 24;

    private readonly uint _time;
    private readonly ulong _rest;

    /// <summary>Makes an id from its 12 bytes.</summary>
    /// <exception cref="ArgumentException">The span is not 12 bytes long.</exception>
    public JobId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ByteLength)
            throw new ArgumentException($"A job id has {ByteLength} bytes, not {bytes.Length}.", nameof(bytes));
        _time = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        _rest = BinaryPrimitives.ReadUInt64BigEndian(bytes[4..]);
    }

    /// <summary>The moment the id was made, to the second.</summary>
    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeSeconds(_time);

    /// <summary>Reads an id from 24 hexadecimal characters of any case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out JobId id) => TryParse(text.AsSpan(), out id);

    /// <inheritdoc cref="TryParse(string?, out JobId)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out JobId id)
    {
        Span<byte> bytes = stackalloc byte[ByteLength];
        if (text.Length == TextLength &&
            Convert.FromHexString(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == ByteLength)
        {
            id = new JobId(bytes);
            return true;
        }

        id = default;
        return false;
    }

    /// <summary>Reads an id from 24 hexadecimal characters of any case.</summary>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static JobId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a job id of {TextLength} hexadecimal characters.");

    /// <summary>Writes the 12 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, _time);
        BinaryPrimitives.WriteUInt64BigEndian(destination[4..], _rest);
    }

    /// <summary>Writes the <see cref="TextLength"/> lower-case hexadecimal characters as UTF-8.</summary>
    public void Format(Span<byte> utf8Destination)
    {
        Span<byte> bytes = stackalloc byte[ByteLength];
        CopyTo(bytes);
        Convert.TryToHexStringLower(bytes, utf8Destination, out _);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[ByteLength];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <inheritdoc/>
    public bool Equals(JobId other) => _time == other._time && _rest == other._rest;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JobId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_time, _rest);

    /// <inheritdoc/>
    public int CompareTo(JobId other) => _time != other._time ? _time.CompareTo(other._time) : _rest.CompareTo(other._rest);

    /// <summary>Equality by value.</summary>
    public static bool operator ==(JobId left, JobId right) => left.Equals(right);

    /// <summary>Inequality by value.</summary>
    public static bool operator !=(JobId left, JobId right) => !left.Equals(right);

    /// <summary>Order by time, then by the remaining bytes.</summary>
    public static bool operator <(JobId left, JobId right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >(JobId left, JobId right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator <=(JobId left, JobId right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >=(JobId left, JobId right) => left.CompareTo(right) >= 0;
}
