using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>A server that plays one recorded exchange at a time: over WireMock, or over a plain socket.</summary>
internal sealed class Player : IAsyncDisposable
{
    private readonly RecordedUpstream? _recorded;
    private readonly ScriptedUpstream? _scripted;
    private int _before;

    public Player(bool isWireMock)
    {
        if (isWireMock)
            _recorded = RecordedUpstream.Start();
        else
            _scripted = ScriptedUpstream.Start();
    }

    public Uri Address => _recorded?.Address ?? _scripted!.Address;

    /// <summary>What came since the last <see cref="Play"/>.</summary>
    public IReadOnlyList<ReceivedRequest> Received => _recorded?.Received ?? [.. _scripted!.Received.Skip(_before)];

    public void Play(Exchange exchange)
    {
        _before = _scripted?.Received.Count ?? 0;
        _recorded?.Play(exchange);
        _scripted?.Play(exchange);
    }

    public async ValueTask DisposeAsync()
    {
        _recorded?.Dispose();
        if (_scripted is not null)
            await _scripted.DisposeAsync();
    }
}
