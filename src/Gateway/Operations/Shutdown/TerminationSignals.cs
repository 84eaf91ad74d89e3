using System.Runtime.InteropServices;

namespace JobsGateway.Gateway.Operations.Shutdown;

/// <summary>The signals that ask the process to end. The first one asks a command to end in good order, a second one ends the process at once.</summary>
/// <remarks>In the place of what the command line and the host do by themselves: both act on the first signal, in no order, and neither on a second one.</remarks>
internal sealed class TerminationSignals : IDisposable
{
    // As shells tell of a process that a signal has ended.
    private const int ExitCodeBase = 128;

    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    private TerminationSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Take(context, ExitCodeBase + 2)),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context => Take(context, ExitCodeBase + 3)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Take(context, ExitCodeBase + 15)),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Asked => _asked.Token;

    /// <summary>Whether it was a supervisor that has asked, such as systemd or an orchestrator: its load balancer may go on sending requests for a while.</summary>
    public bool IsBySupervisor { get; private set; }

    /// <summary>Listens until it is disposed of.</summary>
    public static TerminationSignals Listen() => new();

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _asked.Dispose();
    }

    private void Take(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true; // Else the runtime ends the process.
        if (Interlocked.Increment(ref _count) > 1)
            Environment.Exit(exitCode);
        IsBySupervisor = context.Signal == PosixSignal.SIGTERM;
        _asked.Cancel();
    }
}
