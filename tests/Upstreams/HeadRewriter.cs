using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace JobsGateway.Tests.Upstreams;

/// <summary>
/// Puts the headers that Kestrel sends into the order of the recording, and leaves out those that it adds (Date, Content-Length: 0).
/// It adds none: a header that was not sent stays missing.
/// </summary>
internal static class HeadRewriter
{
    public static async Task RunAsync(ConnectionContext connection, ConnectionDelegate next, Func<Exchange?> playing)
    {
        var transport = connection.Transport;
        var written = new Pipe();
        connection.Transport = new Duplex(transport.Input, written.Writer);
        var rewriting = RewriteAsync(written.Reader, transport.Output, playing);
        try
        {
            await next(connection);
        }
        finally
        {
            await written.Writer.CompleteAsync();
            await rewriting;
            connection.Transport = transport;
        }
    }

    private static async Task RewriteAsync(PipeReader from, PipeWriter to, Func<Exchange?> playing)
    {
        await using var input = from.AsStream();
        await using var output = to.AsStream(leaveOpen: true);
        var head = new List<byte>();
        var buffer = new byte[1];
        // The heads of a recording are small: byte by byte is simple, and nothing is read too far.
        while (await input.ReadAsync(buffer) > 0)
        {
            head.Add(buffer[0]);
            if (head.Count < 4 || head[^1] != '\n' || !head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
                continue;
            var exchange = playing();
            var isPlayed = exchange is not null && IsStatus(head, exchange.Status);
            await output.WriteAsync(isPlayed ? InOrder(head, exchange!) : head.ToArray());
            head.Clear();
            if (isPlayed && exchange!.ResponseBody.Length > 0)
                await CopyAsync(input, output, exchange.ResponseBodyBytes().Length);
            await output.FlushAsync();
        }
    }

    // 100 Continue comes before the head that is meant.
    private static bool IsStatus(List<byte> head, int status) => Encoding.ASCII.GetString([.. head.Skip(9).Take(3)]) == status.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] InOrder(List<byte> head, Exchange exchange)
    {
        var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var sent = lines.Skip(1).ToList();
        var ordered = exchange.ResponseHeaders
            .Select(h => sent.Find(line => line.StartsWith(h.Name + ":", StringComparison.OrdinalIgnoreCase)))
            .Where(line => line is not null);
        return Encoding.Latin1.GetBytes(string.Join("\r\n", [lines[0], .. ordered, "", ""]));
    }

    private static async Task CopyAsync(Stream input, Stream output, int count)
    {
        var body = new byte[count];
        var n = await input.ReadAtLeastAsync(body, count, throwOnEndOfStream: false);
        await output.WriteAsync(body.AsMemory(0, n));
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
