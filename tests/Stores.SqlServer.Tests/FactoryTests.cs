using JobsGateway.Stores.Abstractions.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Stores.SqlServer.Tests;

public sealed class FactoryTests
{
    private const string Valid = "Server=sql.example.com;Database=studio;User ID=gateway;Password=secret-word";

    [Theory]
    [InlineData("ConnectionString", "no connection string", "is no connection string of SQL Server")]
    [InlineData("ConnectionString", "Server=.;Connect Timeout=soon", "is no connection string of SQL Server")]
    [InlineData("ConnectionString", "Database=studio", "names no Server; write for example")]
    [InlineData("ConnectionString", Valid + ";MultipleActiveResultSets=True", "sets 'MultipleActiveResultSets'")]
    [InlineData("ConnectionString", Valid + ";Pooling=False", "sets 'Pooling' to false")]
    [InlineData("ConnectionString", Valid + ";Max Pool Size=3", "sets 'Max Pool Size' below WarmConnections (4)")]
    [InlineData("ConnectionString", "Server=sql;Authentication=Active Directory Default", "sets 'Authentication' to ActiveDirectoryDefault, which this program has no provider for")]
    [InlineData("ConnectionString", "", "is not set, and has no default")]
    [InlineData("ReadConnectionString", "Database=studio", "names no Server")]
    [InlineData("Schema", "jobs]", "is no name for a schema here; write up to 100 letters, digits and _")]
    [InlineData("Schema", "my jobs", "is no name for a schema here")]
    [InlineData("CommandTimeout", "30", "is no duration")]
    [InlineData("WarmConnections", "-1", "is out of range")]
    [InlineData("Table", "Jobs", "is not a setting here; the settings are ConnectionString, ReadConnectionString, Schema, AutoMigrate, CommandTimeout, WarmConnections")]
    public void A_wrong_section_is_refused_with_the_cure(string key, string value, string message)
    {
        var refusal = Assert.Throws<JobStoreConfigurationException>(() => Create((key, value)));
        var error = Assert.Single(refusal.Errors);
        Assert.Equal("Stores:sql:" + key, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schemas_name_has_a_hundred_characters_at_most()
    {
        Assert.NotNull(Create(("Schema", new string('s', 100))));
        Assert.Throws<JobStoreConfigurationException>(() => Create(("Schema", new string('s', 101))));
    }

    [Fact]
    public async Task A_store_is_made_without_touching_the_network_and_is_unavailable_until_it_is_prepared()
    {
        await using var store = Create(("Resilience:TotalTimeout", "soon"));
        var outcome = await store.FetchByIdAsync(default, default);
        Assert.Equal(OutcomeStatus.Unavailable, outcome.Status);
        Assert.Equal(
            "The store 'sql' of the schema 'jobs' of the database 'studio' on 'sql.example.com' is not open yet: it was not prepared", outcome.Reason);
        Assert.NotNull((await store.RetryByQueryAsync(new RetryQuery { Name = "relay" }, default)).UnavailableReason);
        await Assert.ThrowsAsync<JobStoreException>(async () => await store.IsEmptyAsync(default));
        await Assert.ThrowsAsync<JobStoreException>(async () => await ((IJobImporter)store).ImportAsync([], default));
    }

    [Fact]
    public void Nothing_is_set_silently_but_the_applications_name_how_the_pool_works_and_the_intent_to_read()
    {
        var options = new SqlServerStoreOptions(Valid) { ReadConnectionString = Valid + ";Application Name=mine;Min Pool Size=9" };
        Assert.Equal(("JobsGateway", 4), (options.Primary.ApplicationName, options.Primary.MinPoolSize));
        Assert.Equal(("mine", 9), (options.Secondary!.ApplicationName, options.Secondary.MinPoolSize));
        Assert.Equal(Microsoft.Data.SqlClient.ApplicationIntent.ReadOnly, options.Secondary.ApplicationIntent);
        Assert.Equal(["Application Name", "Min Pool Size", "Pool Blocking Period"], Keys(options.Primary).Except(Keys(new(Valid))).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Keys(Microsoft.Data.SqlClient.SqlConnectionStringBuilder builder) =>
        builder.Keys.Cast<string>().Where(builder.ShouldSerialize);

    private static IJobStore Create(params (string Key, string? Value)[] section)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Stores:sql:Type", "SqlServer"), new("Stores:sql:ConnectionString", Valid)])
            .AddInMemoryCollection(section.Select(e => KeyValuePair.Create("Stores:sql:" + e.Key, e.Value)))
            .Build();
        return new SqlServerJobStoreFactory().Create(
            new JobStoreContext("sql", configuration.GetSection("Stores:sql"), "/", TimeProvider.System, NullLoggerFactory.Instance));
    }
}
