using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.SqlServer;

internal static partial class SqlServerLog
{
    [LoggerMessage(1, LogLevel.Information, "Brought {Place} from schema version {Before} to {After}.")]
    public static partial void Migrated(ILogger logger, string place, int before, int after);

    [LoggerMessage(2, LogLevel.Debug, "Opened {Count} connections to {Place}.")]
    public static partial void Warmed(ILogger logger, string place, int count);

    [LoggerMessage(3, LogLevel.Information, "The server rolled a transaction back because others were at work (SQL Server: {Number}); attempt {Attempt} of it follows.")]
    public static partial void Repeated(ILogger logger, int number, int attempt);

    [LoggerMessage(4, LogLevel.Warning, "Fetches go to the primary until the secondary answers: {Reason}")]
    public static partial void SecondaryFailed(ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Information, "Fetches go to {Place} again.")]
    public static partial void SecondaryAnswers(ILogger logger, string place);
}
