using JobsGateway.Stores.Abstractions.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Stores.Sqlite.Tests;

public sealed class FactoryTests : IDisposable
{
    private readonly SqliteFixture _fixture = new();

    [Theory]
    [InlineData(null, "jobs.db")]
    [InlineData("Data Source=jobs.db", "jobs.db")]
    [InlineData("DataSource=data/other.db", "data/other.db")]
    [InlineData("Filename=../x/./jobs.db", "../x/jobs.db")]
    public async Task A_relative_file_is_below_the_content_root(string? connectionString, string expected)
    {
        var root = Path.Combine(_fixture.Folder, "root");
        await using var store = Create(root, ("ConnectionString", connectionString), ("Type", "Sqlite"), ("BusyTimeout", "00:00:10"));
        Assert.False(Directory.Exists(root));
        await store.PrepareAsync(default);
        Assert.True(File.Exists(Path.Combine(root, expected)));
    }

    [Theory]
    [InlineData("ConnectionString", "Server=.", "is no connection string of SQLite")]
    [InlineData("ConnectionString", "Data Source=", "names no file")]
    [InlineData("ConnectionString", "Data Source=:memory:", "must name a file, not ':memory:'")]
    [InlineData("ConnectionString", "Data Source=file:jobs.db", "must name a file")]
    [InlineData("ConnectionString", "Data Source=jobs.db;Mode=Memory", "sets 'Mode'")]
    [InlineData("ConnectionString", "Data Source=jobs.db;Pooling=True", "sets 'Pooling'")]
    [InlineData("BusyTimeout", "5", "\"5\" is no duration; write it like 00:00:30")]
    [InlineData("BusyTimeout", "soon", "is no duration")]
    [InlineData("BusyTimeout", "-00:00:01", "is out of range; write a value from 00:00:00.01")]
    [InlineData("BusyTimeout", "00:05:00.001", "is out of range")]
    [InlineData("Schema", "jobs", "is not a setting here; the settings are ConnectionString, BusyTimeout")]
    public void A_wrong_section_is_refused_with_the_cure(string key, string value, string message)
    {
        var refusal = Assert.Throws<JobStoreConfigurationException>(() => Create(_fixture.Folder, (key, value)));
        var error = Assert.Single(refusal.Errors);
        Assert.Equal("Stores:local:" + key, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var refusal = Assert.Throws<JobStoreConfigurationException>(
            () => Create(_fixture.Folder, ("ConnectionString", "Data Source=:memory:"), ("BusyTimeout", "soon"), ("Schema", "jobs")));
        Assert.Equal(["Stores:local:BusyTimeout", "Stores:local:ConnectionString", "Stores:local:Schema"], refusal.Errors.Select(error => error.Path).Order(StringComparer.Ordinal));
        Assert.All(refusal.Errors, error => Assert.Contains(error.ToString(), refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_gateway_reads_itself_is_left_to_it()
    {
        await using var store = Create(_fixture.Folder, ("Type", "Sqlite"), ("Resilience:TotalTimeout", "soon"));
        Assert.IsType<SqliteJobStore>(store);
    }

    [Fact]
    public async Task A_store_that_leaves_its_schema_to_the_operator_names_itself_in_the_cure()
    {
        await using var store = Create(_fixture.Folder, ("AutoMigrate", "false"));
        var refusal = await Assert.ThrowsAsync<JobStoreException>(() => store.PrepareAsync(default));
        Assert.Contains("schema create --store local", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConnectionString")]
    [InlineData("BusyTimeout")]
    [InlineData("AutoMigrate")]
    public async Task An_empty_value_is_the_default(string key)
    {
        await using var store = Create(_fixture.Folder, (key, ""));
        await store.PrepareAsync(default);
        Assert.True(File.Exists(_fixture.File));
    }

    public void Dispose() => _fixture.Dispose();

    private static IJobStore Create(string root, params (string Key, string? Value)[] section)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(section.Where(e => e.Value is not null).Select(e => KeyValuePair.Create("Stores:local:" + e.Key, e.Value)))
            .Build();
        return new SqliteJobStoreFactory().Create(
            new JobStoreContext("local", configuration.GetSection("Stores:local"), root, TimeProvider.System, NullLoggerFactory.Instance));
    }
}
