using System.Net.Sockets;
using System.Text;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

/// <summary>Sends bytes and reads what is answered until the connection ends.</summary>
internal static class RawClient
{
    /// <param name="address">Where to.</param>
    /// <param name="request">One byte a character.</param>
    /// <param name="ends">Says that no more will come, as a client that breaks off.</param>
    public static async Task<string> SendAsync(Uri address, string request, bool ends)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port).ByLimit();
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        if (ends)
            client.Client.Shutdown(SocketShutdown.Send);
        using var limit = new CancellationTokenSource(Bounded.Limit);
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // Cut: what has come is the answer.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
