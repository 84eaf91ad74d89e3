using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.Sqlite;

internal static partial class SqliteLog
{
    [LoggerMessage(EventId = 2101, EventName = "SqliteSchemaMigrated", Level = LogLevel.Information, Message = "The database '{File}' was brought from schema version {Before} to {After}.")]
    public static partial void Migrated(ILogger logger, string file, int before, int after);

    [LoggerMessage(EventId = 2102, EventName = "SqliteLogNotMoved", Level = LogLevel.Warning, Message = "The write-ahead log was not moved into the file; nothing is lost, the next start does it. {Reason}")]
    public static partial void NotCheckpointed(ILogger logger, string reason);
}
