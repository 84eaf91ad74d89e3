using JobsGateway.Import;
using JobsGateway.Import.Progress;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Operations;

/// <summary>Loads the sample jobs into an empty store in Development, so that the first request finds something.</summary>
internal sealed partial class SampleJobs(IHostEnvironment environment, IConfiguration configuration, ILogger<SampleJobs> logger)
{
    /// <summary>A sample job that has succeeded.</summary>
    public const string FinishedJobId = "65e1f3a0b0b0b0b0b0b00001";

    /// <summary>A sample job that has failed and can be retried.</summary>
    public const string FailedJobId = "65e1f3a0b0b0b0b0b0b00003";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples", "jobs");

    public async Task LoadAsync(IJobStore store, CancellationToken cancellationToken)
    {
        var wanted = configuration.GetValue<bool?>("Samples:Enabled") ?? environment.IsDevelopment();
        if (!wanted || store is not IJobImporter importer || !await store.IsEmptyAsync(cancellationToken))
            return;
        var request = new ImportRequest([Path.Combine(Folder, "agendaJobs.json")], [Path.Combine(Folder, "queuejobs.json")]);
        var summary = await new ImportRun(importer, request).RunAsync(new Progress<ImportProgress>(), cancellationToken);
        if (summary.Failure is null && summary.Rejected == 0)
            LogLoaded(logger, summary.Inserted);
        else
            LogFailed(logger, summary.Failure ?? $"{summary.Rejected} documents were rejected");
    }

    [LoggerMessage(EventId = 1221, EventName = "SamplesLoaded", Level = LogLevel.Information, Message = "Loaded {Count} sample jobs into the empty store.")]
    private static partial void LogLoaded(ILogger logger, long count);

    [LoggerMessage(EventId = 1222, EventName = "SamplesNotLoaded", Level = LogLevel.Warning, Message = "The sample jobs could not be loaded: {Reason}. The gateway works without them.")]
    private static partial void LogFailed(ILogger logger, string reason);
}
