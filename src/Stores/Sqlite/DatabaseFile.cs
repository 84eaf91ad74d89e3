using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Tells whether an open database still is the file at its path.</summary>
/// <remarks>On Unix an open file survives its deletion, and what is written to it is lost. SQLite checks for that with a rollback journal only, not with a WAL.</remarks>
internal static partial class DatabaseFile
{
    // SQLITE_FCNTL_HAS_MOVED, https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html; the managed binding has no sqlite3_file_control.
    private const int HasMovedOperation = 20;

    /// <exception cref="SqliteException">It is not (<see cref="SqliteErrors.FileMoved"/>).</exception>
    public static void ThrowIfMoved(SqliteConnection connection)
    {
        var result = FileControl(connection.Handle!.DangerousGetHandle(), "main", HasMovedOperation, out var moved);
        if (result == raw.SQLITE_OK && moved != 0)
            throw new SqliteException("the file at this path is another one", raw.SQLITE_READONLY, SqliteErrors.FileMoved);
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int FileControl(IntPtr database, string name, int operation, out int value);
}
