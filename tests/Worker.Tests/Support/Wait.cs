namespace JobsGateway.Worker.Tests.Support;

/// <summary>Waits for what happens elsewhere; never without end.</summary>
internal static class Wait
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await condition())
            await Task.Delay(1, limit.Token);
    }

    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    public static Task ByLimit(this Task task) => task.WaitAsync(Limit);

    public static Task<T> ByLimit<T>(this Task<T> task) => task.WaitAsync(Limit);
}
