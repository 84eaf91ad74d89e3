using System.CommandLine;
using JobsGateway.Gateway.Stores;
using JobsGateway.Import.Progress;
using JobsGateway.Migration.Live;
using JobsGateway.Migration.Live.Source;
using JobsGateway.Migration.Verify;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Gateway.Commands.Verify;

/// <summary>Opens what a store is compared with.</summary>
internal static class VerifySources
{
    /// <summary>What a store that can't be scanned does not do.</summary>
    public const string Cannot = "can't be compared";

    public static async Task<IVerifySource> OpenAsync(ParseResult result, StoreSet stores, IImportProgress progress, CancellationToken cancellationToken)
    {
        if (result.GetValue(VerifyInputs.Against) is { } name)
            return new StoreSource(name, await NamedStore.OpenAsync<IJobScanner>(stores, "--against", name, Cannot, cancellationToken));
        if (result.GetValue(VerifyInputs.From) is { } address)
            return await DatabaseSource.OpenAsync(Database(result, address), Console.Error.WriteLine, TimeProvider.System, cancellationToken);
        return await FileSource.OpenAsync(
            Paths(result.GetValue(VerifyInputs.AgendaJobs)), Paths(result.GetValue(VerifyInputs.QueueJobs)), MakeStore, progress, cancellationToken);
    }

    // It reads only, so there is no checkpoint to keep.
    private static LiveImportRequest Database(ParseResult result, string address) => new(SourceAddress.Parse(address), "")
    {
        AgendaCollection = result.GetValue(VerifyInputs.AgendaCollection)!,
        QueueCollection = result.GetValue(VerifyInputs.QueueCollection)!,
    };

    private static SqliteJobStore MakeStore(string folder) =>
        new(new SqliteStoreOptions(Path.Combine(folder, "jobs.db")), TimeProvider.System, NullLogger<SqliteJobStore>.Instance);

    private static string[] Paths(FileInfo[]? files) => [.. (files ?? []).Select(file => file.FullName)];
}
