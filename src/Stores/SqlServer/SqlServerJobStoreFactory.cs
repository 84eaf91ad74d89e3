using System.Globalization;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Configuration;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Makes stores of type <c>SqlServer</c> from a <see cref="SqlServerSection"/>.</summary>
public sealed class SqlServerJobStoreFactory : IJobStoreFactory
{
    private const string Example = "write for example \"Server=sql.example.com;Database=studio;User ID=gateway;Password=…\"";

    /// <summary>SQL Server's names have 128 characters at most; some are made from the schema's.</summary>
    private const int MostOfSchema = 100;

    /// <inheritdoc/>
    public string Type => "SqlServer";

    /// <inheritdoc/>
    public IJobStore Create(JobStoreContext context)
    {
        var errors = new List<ConfigurationError>();
        var section = OptionsReader.Read<SqlServerSection>(context.Configuration, errors, nameof(Type), "Resilience");
        void Check(string key, string? problem)
        {
            if (problem is not null)
                errors.Add(new ConfigurationError($"{context.Configuration.Path}:{key}", problem));
        }

        // One that is missing was told already.
        if (section.ConnectionString.Length > 0)
            Check(nameof(section.ConnectionString), ProblemOf(section.ConnectionString, section.WarmConnections));
        if (!string.IsNullOrEmpty(section.ReadConnectionString))
            Check(nameof(section.ReadConnectionString), ProblemOf(section.ReadConnectionString, section.WarmConnections));
        Check(nameof(section.Schema), ProblemOfSchema(section.Schema));
        if (IsWithoutCultures())
            Check(nameof(Type), "can't be used here: Microsoft's client needs ICU; install libicu (icu-libs on Alpine) and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset");
        if (errors.Count > 0)
            throw new JobStoreConfigurationException(errors);
        var options = new SqlServerStoreOptions(section.ConnectionString)
        {
            Name = context.Name,
            ReadConnectionString = section.ReadConnectionString,
            Schema = section.Schema,
            AutoMigrate = section.AutoMigrate,
            CommandTimeout = section.CommandTimeout,
            WarmConnections = section.WarmConnections,
        };
        return new SqlServerJobStore(options, context.Clock, context.Loggers.CreateLogger<SqlServerJobStore>());
    }

    private static string? ProblemOf(string connectionString, int warmConnections)
    {
        SqlConnectionStringBuilder builder;
        try
        {
            builder = new SqlConnectionStringBuilder(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // The message names a keyword at most, never a value.
            return $"is no connection string of SQL Server ({e.Message}); {Example}";
        }

        if (string.IsNullOrWhiteSpace(builder.DataSource))
            return $"names no Server; {Example}";
        if (builder.MultipleActiveResultSets)
            return "sets 'MultipleActiveResultSets', which only slows the store down; leave it out";
        if (!builder.Pooling)
            return "sets 'Pooling' to false: every request would log in anew; leave it out";
        // The providers for Microsoft Entra are a package of their own since version 7 of the client.
        if (builder.Authentication is not (SqlAuthenticationMethod.NotSpecified or SqlAuthenticationMethod.SqlPassword) && SqlAuthenticationProvider.GetProvider(builder.Authentication) is null)
            return $"sets 'Authentication' to {builder.Authentication}, which this program has no provider for; write User ID and Password, or Integrated Security=True";
        return builder.MaxPoolSize < warmConnections
            ? $"sets 'Max Pool Size' below WarmConnections ({warmConnections}); raise the one or lower the other"
            : null;
    }

    private static bool IsWithoutCultures()
    {
        try
        {
            return CultureInfo.GetCultureInfo("en-US").EnglishName.Contains("Invariant", StringComparison.Ordinal);
        }
        catch (CultureNotFoundException)
        {
            return true;
        }
    }

    private static string? ProblemOfSchema(string schema) =>
        schema.Length is > 0 and <= MostOfSchema && schema.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
            ? null
            : $"\"{schema}\" is no name for a schema here; write up to {MostOfSchema} letters, digits and _, for example \"jobs\"";
}
