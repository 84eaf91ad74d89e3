using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>Finds one job of a kind in a store that can be scanned.</summary>
internal static class ScanFind
{
    /// <summary>The first that comes after the id before it, where it is the one.</summary>
    public static async ValueTask<JobDocument?> FindAsync(this IJobScanner scanner, JobKind kind, JobId id, CancellationToken cancellationToken)
    {
        await foreach (var job in scanner.ScanAsync(kind, IdBefore(id), cancellationToken))
            return job.Id == id ? job.Document : null;
        return null;
    }

    private static JobId? IdBefore(JobId id)
    {
        Span<byte> bytes = stackalloc byte[JobId.ByteLength];
        id.CopyTo(bytes);
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            if (bytes[i]-- != 0)
                return new JobId(bytes);
        }

        return null;
    }
}
