using JobsGateway.Stores.Abstractions.Configuration;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Errors;

/// <summary>Says in an operator's words what an error means and what to do.</summary>
internal static class Advice
{
    public static string For(SqlException failure, SqlServerStoreOptions options) => SqlServerErrorKinds.Of(failure) switch
    {
        // Written for an operator by our own scripts.
        SqlServerErrorKind.Refused => $"{failure.Message} It is {options.Place}.",
        var kind => $"{Sentence(kind, options)} {ServerMessages.Quote(failure)}",
    };

    /// <summary>Tells how to bring the schema about.</summary>
    public static string HowTo(string command, SqlServerStoreOptions options) =>
        $"Run '{ProgramCommand.Text} schema {command} --store {options.Name}', or set AutoMigrate to true.";

    /// <summary>Said of what was not answered in time.</summary>
    public static string TimedOut(SqlServerStoreOptions options) => Sentence(SqlServerErrorKind.TimedOut, options);

    private static string Sentence(SqlServerErrorKind kind, SqlServerStoreOptions options) => kind switch
    {
        SqlServerErrorKind.Encryption =>
            $"The server of {options.Place} could not be spoken to encrypted. Give it a certificate this machine trusts, or set Encrypt and TrustServerCertificate in ConnectionString.",
        SqlServerErrorKind.TimedOut => $"No answer came in time from {options.Place}. Look for what blocks or slows the server, or raise CommandTimeout.",
        SqlServerErrorKind.Login => $"The server of {options.Place} refused the login. Check User ID and Password in ConnectionString.",
        SqlServerErrorKind.NoDatabase => $"There is no database for {options.Place}, or the login may not open it. Check Database in ConnectionString.",
        SqlServerErrorKind.Permission =>
            $"The account may not do this in {options.Place}. Give it the role that '{ProgramCommand.Text} schema script --store {options.Name} --role <role>' prints.",
        SqlServerErrorKind.SchemaPermission =>
            $"The account may not make tables in {options.Place}. Run it with an account that may, or give an administrator what '{ProgramCommand.Text} schema script --store {options.Name}' prints.",
        SqlServerErrorKind.MissingTable => $"There are no tables in {options.Place}. {HowTo("create", options)}",
        SqlServerErrorKind.Conflict => $"Statements stood in each other's way in {options.Place} again and again. Try again.",
        SqlServerErrorKind.Duplicate or SqlServerErrorKind.ChangedMeanwhile => $"Others wrote the same to {options.Place} again and again. Try again.",
        SqlServerErrorKind.Full => $"The disk or the log of {options.Place} is full. Make room.",
        SqlServerErrorKind.ReadOnly => $"The database of {options.Place} is read-only. Name the primary in ConnectionString.",
        SqlServerErrorKind.Exhausted => $"The server of {options.Place} has reached a limit of its resources. Wait, or give it more.",
        SqlServerErrorKind.Unavailable => $"The database of {options.Place} is not available now. Wait until it is.",
        SqlServerErrorKind.Unreachable => $"The server of {options.Place} can't be reached. Check that it runs, and Server in ConnectionString.",
        _ => $"There was an error in {options.Place}. The server's own words are left out, since they may hold job data; its error log may have them.",
    };
}
