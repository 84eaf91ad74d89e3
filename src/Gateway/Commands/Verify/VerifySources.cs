using System.CommandLine;
using JobsGateway.Gateway.Stores;
using JobsGateway.Import.Progress;
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
        return await FileSource.OpenAsync(
            Paths(result.GetValue(VerifyInputs.AgendaJobs)), Paths(result.GetValue(VerifyInputs.QueueJobs)), MakeStore, progress, cancellationToken);
    }

    private static SqliteJobStore MakeStore(string folder) =>
        new(new SqliteStoreOptions(Path.Combine(folder, "jobs.db")), TimeProvider.System, NullLogger<SqliteJobStore>.Instance);

    private static string[] Paths(FileInfo[]? files) => [.. (files ?? []).Select(file => file.FullName)];
}
