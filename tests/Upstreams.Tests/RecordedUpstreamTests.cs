using System.Text;

namespace JobsGateway.Tests.Upstreams.Tests;

public sealed class RecordedUpstreamTests
{
    private static readonly IReadOnlyList<Exchange> Recorded = [.. Recording.Load("transcripts.json"), .. Recording.Load("transcripts-cors.json")];

    [Fact]
    public async Task Every_recorded_exchange_is_played_byte_for_byte_but_for_those_Kestrel_refuses()
    {
        using var upstream = RecordedUpstream.Start();
        var different = new List<string>();
        var canNot = new List<Exchange>();
        foreach (var exchange in Recorded)
        {
            upstream.Play(exchange);
            var answer = await SendAsync(upstream.Address, exchange);
            var expected = Answer.Recorded(exchange).ToBytes();
            if (answer.AsSpan().SequenceEqual(expected) && Came(upstream.Received, exchange))
                continue;
            if (RecordedUpstream.CanPlay(exchange))
                different.Add($"{exchange.Id}\n--- expected\n{Encoding.UTF8.GetString(expected)}\n--- actual\n{Encoding.UTF8.GetString(answer)}\n--- received\n{string.Join('\n', upstream.Received)}");
            else
                canNot.Add(exchange);
        }

        Assert.True(different.Count == 0, $"{different.Count} differ, the first:\n{string.Join("\n\n", different.Take(3))}\n{string.Join("\n", different.Select(d => d.Split('\n')[0]))}");
        Assert.Equal(Recorded.Where(e => !RecordedUpstream.CanPlay(e)), canNot);
    }

    [Fact]
    public async Task The_scripted_upstream_plays_all_of_them()
    {
        await using var upstream = ScriptedUpstream.Start();
        // One row expects 100 Continue, which the recording leaves out.
        upstream.SendsContinue = false;
        foreach (var exchange in Recorded)
        {
            upstream.Play(exchange);
            Assert.Equal(Encoding.UTF8.GetString(Answer.Recorded(exchange).ToBytes()), Encoding.UTF8.GetString(await SendAsync(upstream.Address, exchange)));
        }

        Assert.Empty(upstream.Faults);
        Assert.Equal(Recorded.Count, upstream.Requests.Count);
    }

    private static Task<byte[]> SendAsync(Uri server, Exchange exchange)
    {
        var head = $"{exchange.Method} {exchange.Path} HTTP/{exchange.Version}\r\n{string.Concat(exchange.Headers.Select(h => $"{h.Name}: {h.Value}\r\n"))}\r\n";
        return ExchangeAsync(server, [.. Encoding.UTF8.GetBytes(head), .. exchange.Body], Answer.Recorded(exchange).ToBytes().Length);
    }

    private static async Task<byte[]> ExchangeAsync(Uri server, byte[] request, int expected)
    {
        using var wire = await Wire.ConnectAsync(server);
        await wire.SendAsync(request);
        var answer = await wire.ReadAsync(expected);
        // Once the client has closed its side the server closes its own: nothing may come before that.
        wire.HalfClose();
        return [.. Encoding.Latin1.GetBytes(answer), .. await wire.ReadToEndAsync()];
    }

    private static bool Came(IReadOnlyList<ReceivedRequest> received, Exchange exchange) =>
        received is [var request]
        && request.Method == exchange.Method
        && request.Target == exchange.Path
        && request.Version == exchange.Version
        // Spaces around a value are none of it; an absolute target overrules Host.
        && exchange.Headers.Where(h => h.Name != "Host" || exchange.Path[0] == '/').All(h => request.HeaderValues(h.Name).Contains(h.Value.Trim()))
        && (exchange.Headers.Any(h => h.Value == "chunked") || request.Body.AsSpan().SequenceEqual(exchange.Body));
}
