namespace JobsGateway.Benchmarks.Common;

/// <summary>A folder that goes when the run ends.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("jobsgateway-benchmark-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
