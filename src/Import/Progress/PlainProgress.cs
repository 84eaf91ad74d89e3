using System.Globalization;

namespace JobsGateway.Import.Progress;

/// <summary>A line now and then, for logs and pipes.</summary>
/// <param name="output">Where lines go.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="interval">How long there is silence between two lines.</param>
public sealed class PlainProgress(TextWriter output, TimeProvider clock, TimeSpan interval) : IImportProgress, IProgress<ImportProgress>
{
    private readonly long _start = clock.GetTimestamp();
    private long _last = clock.GetTimestamp();

    /// <inheritdoc/>
    public Task<T> ShowAsync<T>(Func<IProgress<ImportProgress>, Task<T>> work) => work(this);

    /// <inheritdoc/>
    public void Report(ImportProgress value)
    {
        if (clock.GetElapsedTime(_last) < interval)
            return;
        _last = clock.GetTimestamp();
        var elapsed = clock.GetElapsedTime(_start);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{value.Fraction:P0} {value.Documents:N0} documents, {Pace.PerSecond(value, elapsed):N0}/s, {Pace.TimeLeft(value, elapsed)} left, {value.Source}"));
    }
}
