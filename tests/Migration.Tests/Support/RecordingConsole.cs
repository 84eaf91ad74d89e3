using JobsGateway.Import.Progress;
using JobsGateway.Migration.Live;

namespace JobsGateway.Migration.Tests.Support;

/// <summary>Keeps what an operator would have seen, and wakes a test that waits for something.</summary>
internal sealed class RecordingConsole : ILiveConsole, IProgress<ImportProgress>
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<string> _told = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> Told
    {
        get
        {
            lock (_lock)
                return [.. _told];
        }
    }

    public List<ImportProgress> Copied { get; } = [];

    public FollowProgress? Follow { get; private set; }

    public void Tell(string message)
    {
        lock (_lock)
            _told.Add(message);
        Wake();
    }

    public Task<T> ShowCopyAsync<T>(Func<IProgress<ImportProgress>, Task<T>> work) => work(this);

    public void Report(ImportProgress value)
    {
        Copied.Add(value);
        Wake();
    }

    public void ShowFollow(FollowProgress progress)
    {
        Follow = progress;
        Wake();
    }

    /// <summary>Waits until something holds; looked at each time something is shown.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        using var bound = new CancellationTokenSource(Bound);
        while (true)
        {
            var news = _news.Task;
            if (holds())
                return;
            await news.WaitAsync(bound.Token);
        }
    }

    public Task UntilFollowingAsync() => UntilAsync(() => Follow is not null);

    public Task UntilToldAsync(string part) => UntilAsync(() => Told.Any(told => told.Contains(part, StringComparison.Ordinal)));

    private void Wake() => Interlocked.Exchange(ref _news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
