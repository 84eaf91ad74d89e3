using System.Text;

namespace JobsGateway.Gateway.ConsoleView;

/// <summary>Keeps the beginning of an answer; the rest is let go.</summary>
/// <param name="most">How many bytes are kept.</param>
internal sealed class BoundedBody(int most) : MemoryStream
{
    /// <summary>Whether there was more.</summary>
    public bool IsCut { get; private set; }

    public string Text => Encoding.UTF8.GetString(GetBuffer(), 0, (int)Length);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var left = most - (int)Length;
        IsCut |= buffer.Length > left;
        base.Write(buffer.Length > left ? buffer[..left] : buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }
}
