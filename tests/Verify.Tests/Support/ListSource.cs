using JobsGateway.Migration.Verify;

namespace JobsGateway.Verify.Tests.Support;

/// <summary>A side that is a list, read while it may be changed.</summary>
internal sealed class ListSource(params (JobKind Kind, string Json)[] jobs) : IVerifySource
{
    public SortedDictionary<(JobKind, JobId), JobDocument> Jobs { get; } = new(jobs.ToDictionary(job => (job.Kind, IdOf(job.Json)), job => JobDocument.FromString(job.Json)));

    public Action<int> OnScan { get; set; } = _ => { };

    public int Scans { get; private set; }

    public string Name => "list";

    public IEnumerable<RejectedDocument> Rejected { get; set; } = [];

    public async IAsyncEnumerable<ScannedJob> ScanAsync(
        JobKind kind, JobId? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        OnScan(++Scans);
        foreach (var ((of, id), document) in Jobs.Where(job => job.Key.Item1 == kind && (after is null || job.Key.Item2 > after)).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return new ScannedJob(id, document);
        }
    }

    public ValueTask<JobDocument?> FindAsync(JobKind kind, JobId id, CancellationToken cancellationToken)
    {
        OnScan(++Scans);
        return new(Jobs.TryGetValue((kind, id), out var document) ? document : (JobDocument?)null);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static JobId IdOf(string json) => JobIndex.Read(JobKind.Queue, JobDocument.FromString(json)).Id;
}
