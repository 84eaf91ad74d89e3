// Imports from a live database until it is done or killed: what the tests kill.
// Arguments: the address, the database file, the checkpoint, then "follow" or nothing. It prints a line for each batch that is in the store.
using JobsGateway.Migration.Live;
using JobsGateway.Migration.Live.Source;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

await using var store = new SqliteJobStore(new SqliteStoreOptions(args[1]), TimeProvider.System, NullLogger<SqliteJobStore>.Instance);
await store.PrepareAsync(CancellationToken.None);
var request = new LiveImportRequest(SourceAddress.Parse(args[0]), args[2])
{
    Follow = args.Contains("follow"),
    BatchJobs = 50,
    PollInterval = TimeSpan.FromMilliseconds(20),
};
return await LiveImportCommandRunner.RunAsync(new ImportTarget("local", store, new Telling(store)), request, TextWriter.Null, TimeProvider.System, CancellationToken.None);

/// <summary>Tells of each batch that was written.</summary>
internal sealed class Telling(IJobImporter inner) : IJobImporter
{
    public async ValueTask<ImportBatchOutcome> ImportAsync(IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken)
    {
        var outcome = await inner.ImportAsync(batch, cancellationToken);
        Console.WriteLine(batch.Count);
        return outcome;
    }
}
