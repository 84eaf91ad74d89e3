using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>A job as two sides have it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Left">The source's document; null where it has none.</param>
/// <param name="Right">The store's.</param>
internal readonly record struct JobPair(JobId Id, JobDocument? Left, JobDocument? Right)
{
    /// <summary>Tells how the two differ; null where they do not.</summary>
    /// <param name="kind">The kind of job.</param>
    /// <param name="pathsOf">Where two documents differ that are not the same bytes; empty where what differs does not count.</param>
    public JobDifference? Compare(JobKind kind, PathsOfDifferences pathsOf)
    {
        if (Left is not { } left)
            return Right is null ? null : new JobDifference(kind, Id, DifferenceSort.Extra, []);
        if (Right is not { } right)
            return new JobDifference(kind, Id, DifferenceSort.Missing, []);
        if (left.Utf8.Span.SequenceEqual(right.Utf8.Span))
            return null;
        return pathsOf(left, right) is { Count: > 0 } paths ? new JobDifference(kind, Id, DifferenceSort.Different, paths) : null;
    }
}

/// <summary>The paths at which two documents differ.</summary>
internal delegate IReadOnlyList<string> PathsOfDifferences(JobDocument left, JobDocument right);
