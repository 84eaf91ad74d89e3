using System.Globalization;
using Spectre.Console;

namespace JobsGateway.Import.Progress;

/// <summary>A bar with percentage, pace and time left.</summary>
/// <param name="console">The terminal.</param>
/// <param name="clock">Tells the time.</param>
public sealed class TerminalProgress(IAnsiConsole console, TimeProvider clock) : IImportProgress
{
    private const int Scale = 10_000;

    /// <inheritdoc/>
    public Task<T> ShowAsync<T>(Func<IProgress<ImportProgress>, Task<T>> work) => console.Progress()
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
        .StartAsync(context => work(new Bar(context.AddTask("importing", maxValue: Scale), clock)));

    private sealed class Bar(ProgressTask task, TimeProvider clock) : IProgress<ImportProgress>
    {
        private readonly long _start = clock.GetTimestamp();

        public void Report(ImportProgress value)
        {
            var elapsed = clock.GetElapsedTime(_start);
            task.Value = value.Fraction * Scale;
            task.Description = string.Create(CultureInfo.InvariantCulture,
                $"{Markup.Escape(Path.GetFileName(value.Source))} {value.Documents:N0} documents, {Pace.PerSecond(value, elapsed):N0}/s, {Pace.TimeLeft(value, elapsed)} left");
        }
    }
}
