using System.Collections.Concurrent;

namespace JobsGateway.Studio;

/// <summary>How many requests of each sort came: what a test asks to know who was asked.</summary>
internal sealed class RequestCounts
{
    private readonly ConcurrentDictionary<string, int> _counts = [];

    public IReadOnlyDictionary<string, int> All => _counts;

    public void Add(HttpRequest request)
    {
        var isRetry = request.Path.StartsWithSegments("/api/v2/jobs/retry", StringComparison.OrdinalIgnoreCase);
        var isJobs = request.Path.StartsWithSegments("/api/v2/jobs", StringComparison.OrdinalIgnoreCase);
        _counts.AddOrUpdate(isRetry ? "retries" : isJobs ? "fetches" : "others", 1, (_, count) => count + 1);
    }
}
