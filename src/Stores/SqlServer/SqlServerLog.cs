using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.SqlServer;

internal static partial class SqlServerLog
{
    [LoggerMessage(EventId = 2201, EventName = "SqlServerSchemaMigrated", Level = LogLevel.Information, Message = "Brought {Place} from schema version {Before} to {After}.")]
    public static partial void Migrated(ILogger logger, string place, int before, int after);

    [LoggerMessage(EventId = 2202, EventName = "SqlServerConnectionsOpened", Level = LogLevel.Debug, Message = "Opened {Count} connections to {Place}.")]
    public static partial void Warmed(ILogger logger, string place, int count);

    [LoggerMessage(EventId = 2203, EventName = "SqlServerTransactionRepeated", Level = LogLevel.Information, Message = "The server rolled a transaction back because others were at work (SQL Server: {Number}); attempt {Attempt} of it follows.")]
    public static partial void Repeated(ILogger logger, int number, int attempt);

    [LoggerMessage(EventId = 2204, EventName = "SqlServerSecondaryFailed", Level = LogLevel.Warning, Message = "Fetches go to the primary until the secondary answers: {Reason}")]
    public static partial void SecondaryFailed(ILogger logger, string reason);

    [LoggerMessage(EventId = 2205, EventName = "SqlServerSecondaryBack", Level = LogLevel.Information, Message = "Fetches go to {Place} again.")]
    public static partial void SecondaryAnswers(ILogger logger, string place);
}
