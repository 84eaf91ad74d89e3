using System.Diagnostics;
using System.Runtime.InteropServices;

namespace JobsGateway.ConstantRate;

/// <summary>Sleeps to the microsecond: Thread.Sleep knows milliseconds only, and spinning would take a core from the servers.</summary>
internal static partial class Clock
{
    private const int SetTimerSlack = 29; // PR_SET_TIMERSLACK, linux/prctl.h
    private static readonly double TicksAMicrosecond = Stopwatch.Frequency / 1e6;

    /// <summary>Wakes the calling thread on time: by default Linux lets a sleep last 50 microseconds longer.</summary>
    public static void MakePunctual() => _ = Control(SetTimerSlack, 1, 0, 0, 0);

    public static void SleepUntil(long timestamp)
    {
        for (long left; (left = timestamp - Stopwatch.GetTimestamp()) > 0;)
            _ = Sleep((uint)(left / TicksAMicrosecond));
    }

    public static double Microseconds(long ticks) => ticks / TicksAMicrosecond;

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Sleep(uint microseconds);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint a, nuint b, nuint c, nuint d);
}
