using JobsGateway.Comparison;
using JobsGateway.Migration.Progress;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>Compares the jobs of two sides, agenda jobs first, in one pass over each and in constant memory.</summary>
public sealed class VerifyRun
{
    private readonly IVerifySource _source;
    private readonly IVerifySource _store;
    private readonly VerifyOptions _options;
    private readonly PathsOfDifferences _pathsOf;
    private readonly Confirmation _confirmation;
    private readonly VerifySummary _summary = new();

    /// <summary>Makes a comparison.</summary>
    /// <param name="source">The side the jobs come from.</param>
    /// <param name="store">The side that should have them.</param>
    /// <param name="options">How they are compared.</param>
    /// <param name="rules">What of their documents counts.</param>
    /// <param name="clock">Tells the time.</param>
    public VerifyRun(IVerifySource source, IVerifySource store, VerifyOptions options, ComparisonRules rules, TimeProvider clock)
        : this(source, store, options, PathsBy(new JsonComparer(rules)), clock)
    {
    }

    private VerifyRun(IVerifySource source, IVerifySource store, VerifyOptions options, PathsOfDifferences pathsOf, TimeProvider clock)
    {
        _source = source;
        _store = store;
        _options = options;
        _pathsOf = pathsOf;
        _confirmation = new Confirmation(source, store, options, pathsOf, clock);
    }

    /// <summary>Runs to the end or to the first failure.</summary>
    /// <param name="reportFile">Where every difference goes; null for nowhere.</param>
    /// <param name="progress">Takes every job that was compared.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was found; a failure is told in <see cref="VerifySummary.Failure"/>, not thrown.</returns>
    public async Task<VerifySummary> RunAsync(string? reportFile, CountProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            using var report = reportFile is null ? null : new DifferenceFile(Path.GetFullPath(reportFile));
            foreach (var kind in _options.Kinds)
                await CompareAsync(kind, report, progress, cancellationToken);
            await ConfirmAsync(report, cancellationToken);
            foreach (var document in _source.Rejected.Concat(_store.Rejected))
            {
                _summary.Count(document);
                report?.Add(document);
            }

            report?.Complete();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _summary.Failure = "Stopped before the end; nothing is known of the rest.";
        }
        catch (Exception e) when (e is JobStoreException or VerifyException)
        {
            _summary.Failure = e.Message;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _summary.Failure = $"A file can't be used: {e.Message} Check that its folder is there and writable, and that the disk has room.";
        }

        return _summary;
    }

    private static PathsOfDifferences PathsBy(JsonComparer comparer) =>
        (left, right) => [.. comparer.Compare(left.Utf8, right.Utf8).Select(difference => difference.Path)];

    private async Task CompareAsync(JobKind kind, DifferenceFile? report, CountProgress progress, CancellationToken cancellationToken)
    {
        var counts = _summary.Of(kind);
        var pairs = JobMerge.PairAsync(_source.ScanAsync(kind, null, cancellationToken), _store.ScanAsync(kind, null, cancellationToken), cancellationToken);
        await foreach (var pair in pairs)
        {
            counts.InSource += pair.Left is null ? 0 : 1;
            counts.InStore += pair.Right is null ? 0 : 1;
            progress.Count(kind);
            if (pair.Compare(kind, _pathsOf) is { } difference && !_confirmation.TryAdd(difference))
                Take(difference, report);
        }
    }

    private async Task ConfirmAsync(DifferenceFile? report, CancellationToken cancellationToken)
    {
        var suspects = _confirmation.Suspects.ToLookup(difference => difference.Kind);
        var lasting = await _confirmation.RunAsync(cancellationToken);
        foreach (var difference in lasting)
            Take(difference, report);
        foreach (var counts in _summary.Kinds)
            counts.CaughtUp = suspects[counts.Kind].Count() - lasting.Count(difference => difference.Kind == counts.Kind);
    }

    private void Take(JobDifference difference, DifferenceFile? report)
    {
        _summary.Count(difference);
        report?.Add(difference);
    }
}
