using System.Net;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Telemetry;

/// <summary>Takes what is sent by OTLP over HTTP, and counts it.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();

    public Collector()
    {
        Address = new Uri(Server.AddressOf(Server.FreePort()) + "/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = TakeAsync();
    }

    public Uri Address { get; }

    /// <summary>Bytes that came.</summary>
    public long Received { get; private set; }

    public void Dispose() => _listener.Close();

    private async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Received += body.Length;
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // Closed, or a gateway that was stopped in the middle of it.
            }
        }
    }
}
