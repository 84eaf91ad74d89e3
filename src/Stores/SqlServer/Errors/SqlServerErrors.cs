using JobsGateway.Stores.Abstractions;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Errors;

/// <summary>What follows from a failure, and what to tell an operator.</summary>
internal static class SqlServerErrors
{
    private static readonly TimeSpan ResourcesReturn = TimeSpan.FromSeconds(10);

    /// <summary>Whether an exception tells of the database, as opposed to a bug here.</summary>
    public static bool IsFailure(Exception failure) => failure is SqlException or NoConnectionException or RaceLostException or IOException;

    /// <summary>Whether no answer came in time.</summary>
    public static bool IsTimeOut(SqlException failure) => failure.Number == SqlServerErrorKinds.TimedOut;

    /// <summary>Whether the server rolled everything back because others were at work: a deadlock, a snapshot conflict, a unique index, a job changed meanwhile.</summary>
    public static bool WasRolledBack(SqlException failure) =>
        SqlServerErrorKinds.Of(failure) is SqlServerErrorKind.Conflict or SqlServerErrorKind.Duplicate or SqlServerErrorKind.ChangedMeanwhile;

    /// <summary>Whether a table does not exist.</summary>
    public static bool IsMissingTable(SqlException failure) => SqlServerErrorKinds.Of(failure) == SqlServerErrorKind.MissingTable;

    /// <summary>When it is worth asking again, where that is known.</summary>
    public static TimeSpan? RetryAfter(Exception failure) =>
        SqlOf(failure) is { } e && SqlServerErrorKinds.Of(e) == SqlServerErrorKind.Exhausted ? ResourcesReturn : null;

    /// <summary>What to throw where a failure is no outcome. It holds the failure only where all of that may be logged.</summary>
    public static JobStoreException ToException(Exception failure, SqlServerStoreOptions options)
    {
        var inner = SqlOf(failure) is { } e && !ServerMessages.AreQuotable(e) ? null : failure;
        var message = Describe(failure, options);
        return IsUnreachable(failure) ? new JobStoreUnreachableException(message, inner) : new JobStoreException(message, inner);
    }

    /// <summary>Says what happened and what to do, without job data and secrets.</summary>
    public static string Describe(Exception failure, SqlServerStoreOptions options) => failure switch
    {
        NoConnectionException { InnerException: SqlException } =>
            $"The server of {options.Place} can't be reached: it did not answer in time. Check that it runs, and Server in ConnectionString. ({failure.Message.ReplaceLineEndings(" ")})",
        NoConnectionException => $"No connection to {options.Place} became free in time. Raise Max Pool Size in ConnectionString, or find out what holds them. ({failure.Message})",
        RaceLostException => $"Others write to {options.Place} so often that this write did not get its turn. Try again.",
        _ when SqlOf(failure) is { } e => Advice.For(e, options),
        _ => $"The connection to {options.Place} broke: {failure.Message}",
    };

    /// <summary>Whether the server can't be reached or has no time now, and may have later without anybody changing the configuration.</summary>
    private static bool IsUnreachable(Exception failure) =>
        SqlOf(failure) is not { } e // No connection, or one that broke.
        || SqlServerErrorKinds.Of(e) switch
        {
            SqlServerErrorKind.TimedOut or SqlServerErrorKind.Unreachable or SqlServerErrorKind.Exhausted or SqlServerErrorKind.Unavailable => true,
            _ => false,
        };

    private static SqlException? SqlOf(Exception failure) => failure as SqlException ?? failure.InnerException as SqlException;
}
