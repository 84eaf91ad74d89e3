using JobsGateway.Import;
using JobsGateway.Import.Progress;
using JobsGateway.InMemoryStore;
using JobsGateway.Migration.Export;
using JobsGateway.Migration.Progress;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Verify.Tests.Support;

/// <summary>A store in memory with short ways to fill, export and read it.</summary>
internal sealed class MemoryStore
{
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, 123, TimeSpan.Zero));

    public InMemoryJobStore Jobs => field ??= new InMemoryJobStore(Clock);

    public async Task<MemoryStore> WithAsync(params (JobKind Kind, string Json)[] jobs)
    {
        await Jobs.ImportAsync([.. jobs.Select(job => new ImportedJob(JobIndex.Read(job.Kind, JobDocument.FromString(job.Json)), JobDocument.FromString(job.Json)))], default);
        return this;
    }

    public async Task<ImportSummary> ImportAsync(string? agenda, string? queue) =>
        await new ImportRun(Jobs, new ImportRequest(agenda is null ? [] : [agenda], queue is null ? [] : [queue])).RunAsync(new Progress<ImportProgress>(), default);

    public Task<ExportSummary> ExportAsync(ExportRequest request, CancellationToken cancellationToken = default) =>
        new ExportRun(Jobs, request).RunAsync(new CountProgress(TextWriter.Null, Clock, TimeSpan.FromSeconds(5)), cancellationToken);

    public async Task<List<string>> AllAsync(JobKind kind)
    {
        var all = new List<string>();
        await foreach (var job in Jobs.ScanAsync(kind, null, default))
            all.Add(job.Document.ToString());
        return all;
    }
}
