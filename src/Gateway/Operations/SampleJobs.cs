using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Operations;

/// <summary>Loads the sample jobs into an empty store in Development, so that the first request finds something.</summary>
internal sealed partial class SampleJobs(IHostEnvironment environment, IConfiguration configuration)
{
    public const string FinishedJobId = "65e1f3a0b0b0b0b0b0b00001";
    public const string FailedJobId = "65e1f3a0b0b0b0b0b0b00003";
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples", "jobs");

    public async Task LoadAsync(IJobStore store, CancellationToken cancellationToken)
    {
        var wanted = configuration.GetValue<bool?>("Samples:Enabled") ?? environment.IsDevelopment();
        if (!wanted || store is not IJobImporter importer || !await store.IsEmptyAsync(cancellationToken))
            return;
    }
}
