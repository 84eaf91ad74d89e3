using System.Security.Authentication;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Errors;

/// <summary>Tells the kind of an error by its number
/// (https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors).</summary>
internal static class SqlServerErrorKinds
{
    /// <summary>The driver's own number: no answer in time.</summary>
    public const int TimedOut = -2;

    /// <summary>The driver's own number: the server does not encrypt.</summary>
    private const int NoEncryption = 20;

    /// <summary>Babelfish's number for what is missing, for what is not allowed, and for much else: PostgreSQL's words tell.</summary>
    private const int Babelfish = 33557097;

    /// <summary>From this class on an error is the driver's or ends the connection.</summary>
    private const byte Fatal = 20;

    public static SqlServerErrorKind Of(SqlException failure) =>
        failure.InnerException is AuthenticationException ? SqlServerErrorKind.Encryption
        : failure.Number == Babelfish ? OfBabelfish(failure.Message)
        : Of(failure.Number, failure.Class);

    public static SqlServerErrorKind Of(int number, byte @class) => number switch
    {
        TimedOut => SqlServerErrorKind.TimedOut,
        NoEncryption => SqlServerErrorKind.Encryption,
        18452 or 18456 or 18470 or 18486 or 18487 or 18488 => SqlServerErrorKind.Login,
        911 or 4060 => SqlServerErrorKind.NoDatabase,
        229 or 230 or 297 or 300 or 916 => SqlServerErrorKind.Permission,
        262 or 2760 => SqlServerErrorKind.SchemaPermission,
        208 => SqlServerErrorKind.MissingTable,
        1205 or 3960 => SqlServerErrorKind.Conflict,
        2601 or 2627 => SqlServerErrorKind.Duplicate,
        ImportStatements.ChangedMeanwhile => SqlServerErrorKind.ChangedMeanwhile,
        > 50_000 and < ImportStatements.ChangedMeanwhile => SqlServerErrorKind.Refused,
        1105 or 9002 => SqlServerErrorKind.Full,
        3906 => SqlServerErrorKind.ReadOnly,
        10928 or 10929 => SqlServerErrorKind.Exhausted,
        921 or 922 or 927 or 945 or 983 or 6005 or 17142 or 18401 => SqlServerErrorKind.Unavailable,
        // Tells whether it is worth asking again, as SqlClient itself would: SqlException.IsTransient is never true.
        _ when SqlConfigurableRetryFactory.BaselineTransientErrors.Contains(number) => SqlServerErrorKind.Unavailable,
        _ => @class >= Fatal ? SqlServerErrorKind.Unreachable : SqlServerErrorKind.Other,
    };

    private static SqlServerErrorKind OfBabelfish(string message) =>
        message.StartsWith("permission denied", StringComparison.Ordinal) ? SqlServerErrorKind.Permission
        : message.Contains("does not exist", StringComparison.Ordinal) ? SqlServerErrorKind.MissingTable
        : SqlServerErrorKind.Other;
}
