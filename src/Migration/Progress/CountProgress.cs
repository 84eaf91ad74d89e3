using System.Globalization;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Progress;

/// <summary>A line now and then for work whose end nobody knows: how many jobs are done, and how fast it goes.</summary>
/// <param name="output">Where lines go.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="interval">How long there is silence between two lines.</param>
public sealed class CountProgress(TextWriter output, TimeProvider clock, TimeSpan interval)
{
    // To look at the clock for every job would cost more than to count it.
    private const int LookEvery = 256;

    private readonly long _start = clock.GetTimestamp();
    private long _last = clock.GetTimestamp();
    private long _count;

    /// <summary>A job more is done.</summary>
    public void Count(JobKind kind)
    {
        if (++_count % LookEvery != 0 || clock.GetElapsedTime(_last) < interval)
            return;
        _last = clock.GetTimestamp();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{_count:N0} jobs, {_count / clock.GetElapsedTime(_start).TotalSeconds:N0}/s, now {(kind == JobKind.Agenda ? "agenda" : "queue")} jobs"));
    }
}
