using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Errors;

/// <summary>What of a server's words may be shown and logged: what tells of connections, logins, permissions and the server's state.</summary>
/// <remarks>
/// Others name values: the key that is there twice, the text that was too long or no number. Those are job data. There are thousands of them, more with every
/// server, so the kinds that may be quoted are listed, and nothing else is.
/// </remarks>
internal static class ServerMessages
{
    /// <summary>Whether all that an exception says may be shown: an exception that is logged shows what it holds.</summary>
    public static bool AreQuotable(SqlException failure) => failure.Errors.Cast<SqlError>().All(IsQuotable);

    /// <summary>The number, and the words that may be shown.</summary>
    public static string Quote(SqlException failure)
    {
        var words = failure.Errors.Cast<SqlError>().Where(IsQuotable).Select(error => error.Message.ReplaceLineEndings(" "));
        return $"(SQL Server: {string.Join(" ", words.Prepend($"{failure.Number}"))})";
    }

    /// <summary>Whether the words of an error may be shown.</summary>
    public static bool AreQuotable(int number, byte @class) => SqlServerErrorKinds.Of(number, @class) is
        SqlServerErrorKind.TimedOut or SqlServerErrorKind.Unreachable or SqlServerErrorKind.Encryption or SqlServerErrorKind.Login or SqlServerErrorKind.NoDatabase
        or SqlServerErrorKind.Permission or SqlServerErrorKind.SchemaPermission or SqlServerErrorKind.MissingTable or SqlServerErrorKind.Conflict or SqlServerErrorKind.Refused or SqlServerErrorKind.Full
        or SqlServerErrorKind.ReadOnly or SqlServerErrorKind.Exhausted or SqlServerErrorKind.Unavailable;

    private static bool IsQuotable(SqlError error) => AreQuotable(error.Number, error.Class);
}
