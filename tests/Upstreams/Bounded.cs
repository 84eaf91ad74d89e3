namespace JobsGateway.Tests.Upstreams;

/// <summary>No wait in a test is endless.</summary>
public static class Bounded
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);

    public static Task ByLimit(this Task task) => task.WaitAsync(Limit);

    public static Task<T> ByLimit<T>(this Task<T> task) => task.WaitAsync(Limit);
}
