using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>Looks again at jobs that differed. One that is found the same once was only a moment behind.</summary>
internal sealed class Confirmation(IVerifySource source, IVerifySource store, VerifyOptions options, PathsOfDifferences pathsOf, TimeProvider clock)
{
    private List<JobDifference> _suspects = [];

    /// <summary>The jobs to be looked at again.</summary>
    public IReadOnlyList<JobDifference> Suspects => _suspects;

    /// <summary>Takes a job to be looked at again, unless there are too many already.</summary>
    public bool TryAdd(JobDifference difference)
    {
        if (!options.Confirm || _suspects.Count >= options.MostConfirmed)
            return false;
        _suspects.Add(difference);
        return true;
    }

    /// <summary>Looks again, up to the last round.</summary>
    /// <returns>What differs still, as it was seen last.</returns>
    public async Task<IReadOnlyList<JobDifference>> RunAsync(CancellationToken cancellationToken)
    {
        for (var round = 1; round <= options.ConfirmRounds && _suspects.Count > 0; round++)
        {
            if (round > 1)
                await Task.Delay(options.ConfirmPause, clock, cancellationToken);
            var lasting = new List<JobDifference>();
            foreach (var suspect in _suspects)
            {
                if (await LookAsync(suspect, cancellationToken) is { } difference)
                    lasting.Add(difference);
            }

            _suspects = lasting;
        }

        return _suspects;
    }

    private async Task<JobDifference?> LookAsync(JobDifference suspect, CancellationToken cancellationToken)
    {
        var left = await source.FindAsync(suspect.Kind, suspect.Id, cancellationToken);
        var right = await store.FindAsync(suspect.Kind, suspect.Id, cancellationToken);
        return new JobPair(suspect.Id, left, right).Compare(suspect.Kind, pathsOf);
    }
}
