using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Stores.Opening;

/// <summary>A clock moved by hand that tells of every pause somebody makes by it.</summary>
internal sealed class PauseClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Waits for the next pause and lets it pass.</summary>
    public async Task<TimeSpan> PassAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var pause = await _pauses.Reader.ReadAsync(limit.Token);
        Advance(pause);
        return pause;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _pauses.Writer.TryWrite(dueTime);
        return timer;
    }
}
