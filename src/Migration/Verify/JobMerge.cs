using System.Runtime.CompilerServices;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>Walks along two sequences of jobs at once, both in ascending order of ids, and holds one job of each.</summary>
internal static class JobMerge
{
    /// <summary>Every id of either side, once.</summary>
    /// <exception cref="VerifyException">A side is not in order: pairs would be torn apart.</exception>
    public static async IAsyncEnumerable<JobPair> PairAsync(
        IAsyncEnumerable<ScannedJob> left, IAsyncEnumerable<ScannedJob> right, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var lefts = new Side(left.GetAsyncEnumerator(cancellationToken));
        await using var rights = new Side(right.GetAsyncEnumerator(cancellationToken));
        await lefts.MoveAsync();
        await rights.MoveAsync();
        while (lefts.Current is not null || rights.Current is not null)
        {
            var order = lefts.Current is not { } l ? 1 : rights.Current is not { } r ? -1 : l.Id.CompareTo(r.Id);
            yield return new JobPair(
                (order <= 0 ? lefts : rights).Current!.Value.Id,
                order <= 0 ? lefts.Current!.Value.Document : null,
                order >= 0 ? rights.Current!.Value.Document : null);
            if (order <= 0)
                await lefts.MoveAsync();
            if (order >= 0)
                await rights.MoveAsync();
        }
    }

    private sealed class Side(IAsyncEnumerator<ScannedJob> jobs) : IAsyncDisposable
    {
        public ScannedJob? Current { get; private set; }

        public async ValueTask MoveAsync()
        {
            if (!await jobs.MoveNextAsync())
            {
                Current = null;
                return;
            }

            if (Current is { } before && jobs.Current.Id <= before.Id)
                throw new VerifyException($"The jobs did not come in the order of their ids: {jobs.Current.Id} after {before.Id}.");
            Current = jobs.Current;
        }

        public ValueTask DisposeAsync() => jobs.DisposeAsync();
    }
}
