using JobsGateway.Gateway.Stores;
using JobsGateway.Gateway.Tests.Hosting;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Gateway.Tests.Stores.Opening;

/// <summary>How a store is tried again.</summary>
public sealed class LateOpeningTests : IDisposable
{
    private readonly PauseClock _clock = new();
    private readonly TestLogs _logs = new();
    private readonly ILoggerFactory _loggers;

    public LateOpeningTests() => _loggers = LoggerFactory.Create(logging => logging.AddProvider(_logs));

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public async Task Pauses_grow_from_one_second_to_thirty()
    {
        await using var opening = Begin(_ => throw new JobStoreUnreachableException("down"));
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 30, 30 })
            Assert.Equal(TimeSpan.FromSeconds(seconds), await _clock.PassAsync());
        Assert.False(opening.IsWrong);
    }

    [Fact]
    public async Task The_reason_is_logged_once_then_every_five_minutes_and_where_it_is_another()
    {
        var reason = "down";
        await using var opening = Begin(_ => throw new JobStoreUnreachableException(reason));
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(4); passed += await _clock.PassAsync())
            Assert.Single(_logs.Messages);
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(2); passed += await _clock.PassAsync())
            Assert.InRange(_logs.Messages.Count, 1, 2);
        Assert.Equal(2, _logs.Messages.Count);
        reason = "failing over";
        await _clock.PassAsync();
        await _clock.PassAsync();
        Assert.Contains("failing over", _logs.Messages.Last(), StringComparison.Ordinal);
        Assert.Equal(3, _logs.Messages.Count);
    }

    [Fact]
    public async Task A_store_that_fails_with_a_bug_is_given_up()
    {
        var tried = new TaskCompletionSource();
        var opening = Begin(_ =>
        {
            tried.SetResult();
            throw new InvalidOperationException("a bug");
        });
        await _clock.PassAsync();
        await tried.Task;
        await opening.DisposeAsync(); // The attempt has ended then.
        Assert.True(opening.IsWrong);
        Assert.StartsWith("Critical: The store far failed to open", _logs.Messages.Last(), StringComparison.Ordinal);
    }

    private LateOpening Begin(Func<CancellationToken, Task> open)
    {
        var opening = new LateOpening("far", _clock, _loggers.CreateLogger<LateOpening>());
        opening.Begin(open, "down");
        return opening;
    }
}
