using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Says in an operator's words what a failure of SQLite means and what to do (result codes: https://www.sqlite.org/rescode.html).</summary>
internal static class SqliteErrors
{
    /// <summary>The extended code SQLite itself uses for a database file that was moved or deleted while open.</summary>
    public const int FileMoved = raw.SQLITE_READONLY | (4 << 8);

    public static string Describe(Exception failure, string file) => failure switch
    {
        SqliteException { SqliteExtendedErrorCode: FileMoved } =>
            $"The database file '{file}' was moved, deleted or replaced while it was open. Put it back, or restart with the new file.",
        SqliteException e => $"{Describe(e.SqliteErrorCode, file)} (SQLite: {e.SqliteExtendedErrorCode}, {e.Message})",
        ObjectDisposedException => $"The store of '{file}' is closed.",
        _ => $"The database file '{file}' could not be used: {failure.Message}",
    };

    private static string Describe(int code, string file) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            $"The database '{file}' is locked by another process. Close the tool that holds it open for writing, or raise BusyTimeout.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
            $"The database '{file}' can't be written. Give this process write permission to the file and its folder.",
        raw.SQLITE_CANTOPEN =>
            $"The database '{file}' can't be opened. Check that the folder exists and that this process may read and write it.",
        raw.SQLITE_NOTADB =>
            $"The file '{file}' is no SQLite database, or an encrypted one. Name another file in ConnectionString, or move this one away.",
        raw.SQLITE_CORRUPT =>
            $"The database '{file}' is damaged. Restore a backup, or recover it with 'sqlite3 \"{file}\" .recover'.",
        raw.SQLITE_FULL => $"The disk of '{file}' is full. Make room.",
        raw.SQLITE_IOERR => $"The disk of '{file}' reports an error. Check the disk and the file system.",
        _ => $"The database '{file}' reports an error.",
    };
}
