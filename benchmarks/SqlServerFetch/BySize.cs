using BenchmarkDotNet.Attributes;

namespace JobsGateway.SqlServerFetch;

/// <summary>A fetch by id of ever larger documents: twice the bytes may cost twice the time, and not more.</summary>
public class BySize
{
    private StoreWithJob _job = null!;

    /// <summary>The KiB of the document, about.</summary>
    [Params(64, 256, 1_024, 4_096, 16_384)]
    public int KiB { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync() => _job = await StoreWithJob.CreateAsync(KiB * 1_024);

    [GlobalCleanup]
    public async Task CleanUpAsync() => await _job.DisposeAsync();

    [Benchmark]
    public async Task<int> FetchById() => (await _job.Store.FetchByIdAsync(StoreWithJob.Id, default)).Document.Utf8.Length;
}
