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
    [InlineData("ConnectionString", "Server=.", "Stores:local:ConnectionString is no connection string")]
    [InlineData("ConnectionString", "", "Stores:local:ConnectionString names no file")]
    [InlineData("ConnectionString", "Data Source=:memory:", "must name a file")]
    [InlineData("ConnectionString", "Data Source=jobs.db;Mode=Memory", "sets 'Mode'")]
    [InlineData("ConnectionString", "Data Source=jobs.db;Pooling=True", "sets 'Pooling'")]
    [InlineData("BusyTimeout", "5", "Stores:local:BusyTimeout is '5'")]
    [InlineData("BusyTimeout", "soon", "Use a time span")]
    [InlineData("BusyTimeout", "-00:00:01", "Use a time span")]
    [InlineData("Schema", "jobs", "Stores:local:Schema is not an option")]
    public void A_wrong_section_is_refused_with_the_cure(string key, string value, string message)
    {
        var refusal = Assert.Throws<JobStoreException>(() => Create(_fixture.Folder, (key, value)));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
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
