using System.Security.Authentication;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Says in an operator's words what a failure means and what to do
/// (numbers: https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors).</summary>
internal static class SqlServerErrors
{
    /// <summary>The driver's own number: no answer in time.</summary>
    public const int TimedOut = -2;

    private static readonly TimeSpan ResourcesReturn = TimeSpan.FromSeconds(10);

    /// <summary>Whether an exception tells of the database, as opposed to a bug here.</summary>
    public static bool IsFailure(Exception failure) => failure is SqlException or NoConnectionException or RaceLostException or IOException;

    /// <summary>Whether the server rolled everything back because others were at work: a deadlock, a snapshot conflict, a unique index, a job changed meanwhile.</summary>
    public static bool WasRolledBack(SqlException failure) => failure.Number is 1205 or 3960 or 2601 or 2627 or ImportStatements.ChangedMeanwhile;

    /// <summary>Whether a table does not exist. The second number is Babelfish's for this and other things.</summary>
    public static bool IsMissingTable(SqlException failure) => failure.Number is 208 || (failure.Number == 33557097 && failure.Message.Contains("does not exist", StringComparison.Ordinal));

    /// <summary>When it is worth asking again, where that is known.</summary>
    public static TimeSpan? RetryAfter(Exception failure) => SqlOf(failure)?.Number is 10928 or 10929 ? ResourcesReturn : null;

    /// <summary>What to throw where a failure is no outcome.</summary>
    public static JobStoreException ToException(Exception failure, SqlServerStoreOptions options) =>
        IsUnreachable(failure) ? new JobStoreUnreachableException(Describe(failure, options), failure) : new JobStoreException(Describe(failure, options), failure);

    public static string Describe(Exception failure, SqlServerStoreOptions options) => failure switch
    {
        NoConnectionException { InnerException: SqlException } =>
            $"The server of {options.Place} can't be reached: it did not answer in time. Check that it runs, and Server in ConnectionString. ({failure.Message.ReplaceLineEndings(" ")})",
        NoConnectionException => $"No connection to {options.Place} became free in time. Raise Max Pool Size in ConnectionString, or find out what holds them. ({failure.Message})",
        RaceLostException => $"Others write to {options.Place} so often that this write did not get its turn. Try again.",
        _ when SqlOf(failure) is { } e => Describe(e, options),
        _ => $"The connection to {options.Place} broke: {failure.Message}",
    };

    /// <summary>Whether the server can't be reached or has no time now, and may have later without anybody changing the configuration.</summary>
    private static bool IsUnreachable(Exception failure) => SqlOf(failure) switch
    {
        null => true, // No connection, or one that broke.
        _ when IsEncryption(failure) => false,
        // Of the driver itself: no network, no answer. 20 is a server without encryption.
        { Class: >= 20, Number: not 20 } => true,
        var e => e.IsTransient || e.Number is TimedOut or 921 or 922 or 927 or 945 or 983 or 6005 or 10928 or 10929 or 17142 or 18401 or 40197 or 40501 or 40613,
    };

    private static SqlException? SqlOf(Exception failure) => failure as SqlException ?? failure.InnerException as SqlException;

    private static bool IsEncryption(Exception failure) => failure.InnerException is AuthenticationException;

    private static string Describe(SqlException e, SqlServerStoreOptions options)
    {
        // Written for an operator by our own scripts.
        if (e.Number is > 50_000 and < ImportStatements.ChangedMeanwhile)
            return $"{e.Message} It is {options.Place}.";
        return $"{Sentence(e, options)} (SQL Server: {e.Number}, {e.Message.ReplaceLineEndings(" ")})";
    }

    private static string Sentence(SqlException e, SqlServerStoreOptions options) => e.Number switch
    {
        _ when IsEncryption(e) || e.Number == 20 =>
            $"The server of {options.Place} could not be spoken to encrypted. Give it a certificate this machine trusts, or set Encrypt and TrustServerCertificate in ConnectionString.",
        TimedOut => $"No answer came in time from {options.Place}. Look for what blocks or slows the server, or raise CommandTimeout.",
        18456 or 18452 or 18470 or 18486 or 18487 or 18488 => $"The server of {options.Place} refused the login. Check User ID and Password in ConnectionString.",
        4060 or 911 => $"There is no database for {options.Place}, or the login may not open it. Check Database in ConnectionString.",
        229 or 230 or 262 or 297 or 300 or 916 or 2760 =>
            $"The account may not do this in {options.Place}. Give it the role that 'dotnet run --project src/Gateway -- schema script --store {options.Name} --role <role>' prints.",
        _ when IsMissingTable(e) => $"There are no tables in {options.Place}. {HowTo("create", options)}",
        1205 or 3960 => $"Statements stood in each other's way in {options.Place} again and again. Try again.",
        2601 or 2627 => $"Others wrote the same to {options.Place} again and again. Try again.",
        1105 or 9002 => $"The disk or the log of {options.Place} is full. Make room.",
        3906 => $"The database of {options.Place} is read-only. Name the primary in ConnectionString.",
        10928 or 10929 => $"The server of {options.Place} has reached a limit of its resources. Wait, or give it more.",
        921 or 922 or 927 or 945 or 983 or 6005 or 17142 or 18401 or 40197 or 40501 or 40613 => $"The database of {options.Place} is not available now. Wait until it is.",
        _ when IsUnreachable(e) => $"The server of {options.Place} can't be reached. Check that it runs, and Server in ConnectionString.",
        _ => $"There was an error in {options.Place}.",
    };

    /// <summary>Tells how to bring the schema about.</summary>
    public static string HowTo(string command, SqlServerStoreOptions options) =>
        $"Run 'dotnet run --project src/Gateway -- schema {command} --store {options.Name}', or set AutoMigrate to true.";
}
