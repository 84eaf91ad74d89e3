using System.Globalization;
using JobsGateway.Import.Progress;
using Spectre.Console;

namespace JobsGateway.Migration.Live;

/// <summary>A console or a log: a bar while a terminal shows the reading, else lines now and then.</summary>
internal sealed class LiveConsole(Action<string> writeLine, IImportProgress progress, TimeProvider clock) : ILiveConsole
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private long _shown;
    private bool _hasShown;

    public static LiveConsole For(TextWriter output, TimeProvider clock)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
        // A line through the library stands above the bar; one past it would be torn.
        return isTerminal
            ? new LiveConsole(AnsiConsole.Console.WriteLine, new TerminalProgress(AnsiConsole.Console, clock), clock)
            : new LiveConsole(output.WriteLine, new PlainProgress(output, clock, Interval), clock);
    }

    public void Tell(string message) => writeLine(message);

    public Task<T> ShowCopyAsync<T>(Func<IProgress<ImportProgress>, Task<T>> work) => progress.ShowAsync(work);

    public void ShowFollow(FollowProgress value)
    {
        if (_hasShown && clock.GetElapsedTime(_shown) < Interval)
            return;
        (_shown, _hasShown) = (clock.GetTimestamp(), true);
        writeLine(string.Create(CultureInfo.InvariantCulture, $"following: {value.Changes:N0} changes, {value.Deletions:N0} of them deletions, {Lags.Text(value.Lag)}"));
    }
}
