using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace JobsGateway.Tests.Upstreams;

/// <summary>As much of RFC 6455 as an echo needs.</summary>
internal static class WebSocketEcho
{
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int Close = 8, Ping = 9, Pong = 10;

    public static async Task RunAsync(ReplyConnection connection, CancellationToken cancellationToken)
    {
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(connection.Request!.Header("Sec-WebSocket-Key") + KeySuffix)));
        var head = Answer.Of(101).With("Upgrade", "websocket").With("Connection", "Upgrade").With("Sec-WebSocket-Accept", accept);
        await connection.SendAsync(head.ToBytes(), cancellationToken);
        while (await connection.Reader.ReadExactlyAsync(2, cancellationToken) is { } start)
        {
            var payload = await ReadPayloadAsync(connection.Reader, start[1], cancellationToken);
            if (payload is null)
                break;
            var opcode = start[0] & 0xf;
            await connection.SendAsync(Frame(opcode == Ping ? (byte)(0x80 | Pong) : start[0], payload), cancellationToken);
            if (opcode != Close)
                continue;
            await connection.CloseAsync(cancellationToken);
            return;
        }

        connection.ClientClosed();
    }

    private static async Task<byte[]?> ReadPayloadAsync(RequestReader reader, byte lengthAndMask, CancellationToken cancellationToken)
    {
        var length = lengthAndMask & 0x7f;
        if (length >= 126)
        {
            if (await reader.ReadExactlyAsync(length == 126 ? 2 : 8, cancellationToken) is not { } extended)
                return null;
            length = length == 126 ? BinaryPrimitives.ReadUInt16BigEndian(extended) : checked((int)BinaryPrimitives.ReadUInt64BigEndian(extended));
        }

        // Clients mask their frames, servers do not.
        var mask = (lengthAndMask & 0x80) != 0 ? await reader.ReadExactlyAsync(4, cancellationToken) : new byte[4];
        var payload = await reader.ReadExactlyAsync(length, cancellationToken);
        if (mask is null || payload is null)
            return null;
        for (var i = 0; i < payload.Length; i++)
            payload[i] ^= mask[i % 4];
        return payload;
    }

    private static byte[] Frame(byte start, byte[] payload)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)payload.Length);
        return payload.Length switch
        {
            < 126 => [start, (byte)payload.Length, .. payload],
            <= ushort.MaxValue => [start, 126, .. length[6..], .. payload],
            _ => [start, 127, .. length, .. payload],
        };
    }
}
