namespace JobsGateway.Migration.EndToEnd.Processes;

/// <summary>Waits for something to come true, and for nothing without end.</summary>
internal static class Bounds
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task<T> UntilAsync<T>(string what, Func<Task<T?>> look, Func<string>? more = null)
        where T : class
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!limit.IsCancellationRequested)
        {
            if (await look() is { } found)
                return found;
            await Task.Delay(Pause);
        }

        throw new TimeoutException($"This did not come true within {Limit.TotalSeconds:0} s: {what}. {more?.Invoke()}");
    }

    public static Task UntilAsync(string what, Func<bool> look, Func<string>? more = null) =>
        UntilAsync<string>(what, () => Task.FromResult(look() ? what : null), more);

    public static Task<T> ByLimit<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task ByLimit(this Task task) => task.WaitAsync(Limit);
}
