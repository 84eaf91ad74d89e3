using System.Collections.Concurrent;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>Exceptions of tasks of the gateway that nobody looked at.</summary>
internal sealed class UnobservedExceptions : IDisposable
{
    private readonly ConcurrentQueue<Exception> _seen = new();

    public UnobservedExceptions() => TaskScheduler.UnobservedTaskException += Keep;

    public IReadOnlyList<Exception> Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return [.. _seen];
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Keep;

    // Other tests run beside this one.
    private void Keep(object? sender, UnobservedTaskExceptionEventArgs args)
    {
        if (args.Exception.ToString().Contains("JobsGateway.Gateway.Modes", StringComparison.Ordinal))
            _seen.Enqueue(args.Exception);
    }
}
