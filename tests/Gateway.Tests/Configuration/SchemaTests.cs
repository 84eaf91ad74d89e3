using JobsGateway.Gateway.Configuration;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NJsonSchema;

namespace JobsGateway.Gateway.Tests.Configuration;

/// <summary>The schema for editors and the tables of the documentation show the settings as the code has them.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void The_schema_in_the_repository_is_that_of_the_option_types() =>
        Repository.AssertIs(SettingsSchema.File, SettingsSchema.Create().ToJsonString(OptionsSchema.Format) + "\n");

    [Fact]
    public void The_tables_of_the_documentation_are_those_of_the_schema() =>
        Repository.AssertIs(SettingsTables.File, SettingsTables.Rewrite(Repository.Read(SettingsTables.File), SettingsSchema.Create()));

    [Fact]
    public async Task The_shipped_configuration_is_valid_and_names_the_schema()
    {
        var shipped = Repository.Read("appsettings.json");
        Assert.Empty((await SchemaAsync()).Validate(shipped));
        Assert.Contains($"\"$schema\": \"./{SettingsSchema.File}\"", shipped, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Stores": { "studio": { "Type": "Upstream", "Destinations": { "a": { "Address": "https://studio.example.com/" } }, "Resilience": { "TotalTimeout": "00:00:20", "Retry": { "MaxAttempts": 2 } } } } }""")]
    [InlineData("""{ "Stores": { "memory": { "Type": "InMemory", "Anything": { "a": 1 } } }, "Plugins": [ "plugins/memory.dll" ], "Routes": { "PassThrough": { "Store": "memory" } } }""")]
    [InlineData("""{ "Stores": { "sql": { "Type": "SqlServer", "ConnectionString": "Server=db;Database=jobs", "Schema": "jobs", "CommandTimeout": "00:00:10", "Resilience": { "TotalTimeout": "00:00:20" } } } }""")]
    [InlineData("""{ "Jwt": { "Authority": null, "ClockSkew": "1.00:00:30.5" }, "Docs": { "Enabled": true }, "Serilog": { "Using": [] }, "Logging": { "Console": { "FormatterName": "json" } } }""")]
    public async Task A_configuration_the_gateway_takes_is_valid(string settings) => Assert.Empty((await SchemaAsync()).Validate(settings));

    [Theory]
    [InlineData("""{ "Jwt": { "Secrts": [ "x" ] } }""")]
    [InlineData("""{ "Jwt": { "ClockSkew": "30" } }""")]
    [InlineData("""{ "Routes": { "FetchByName": { "Store": "local" } } }""")]
    [InlineData("""{ "Routes": { "FetchById": { "Stores": "local" } } }""")]
    [InlineData("""{ "Stores": { "local": { "ConnectionString": "Data Source=jobs.db" } } }""")]
    [InlineData("""{ "Stores": { "local": { "Type": "Sqlite", "Connection": "Data Source=jobs.db" } } }""")]
    [InlineData("""{ "Stores": { "sql": { "Type": "SqlServer" } } }""")]
    [InlineData("""{ "Stores": { "sql": { "Type": "SqlServer", "ConnectionString": "Server=db;Database=jobs", "BusyTimeout": "00:00:05" } } }""")]
    [InlineData("""{ "Stores": { "sql": { "Type": "SqlServer", "ConnectionString": "Server=db;Database=jobs", "WarmConnections": 101 } } }""")]
    [InlineData("""{ "Stores": { "studio": { "Type": "Upstream" } } }""")]
    [InlineData("""{ "Stores": { "studio": { "Type": "Upstream", "Destinations": { "a": { "Adress": "https://studio.example.com/" } } } } }""")]
    [InlineData("""{ "Stores": { "studio": { "Type": "Upstream", "Destinations": { "a": { "Address": "https://studio.example.com/" } }, "LoadBalancing": "Fastest" } } }""")]
    [InlineData("""{ "Stores": { "local": { "Type": "Sqlite", "Resilience": { "Retry": { "MaxAttempts": 11 } } } } }""")]
    [InlineData("""{ "Cors": { "Origins": "https://studio.example.com" } }""")]
    public async Task A_configuration_the_gateway_refuses_is_not_valid(string settings) => Assert.NotEmpty((await SchemaAsync()).Validate(settings));

    [Fact]
    public void No_secret_is_given_as_an_example()
    {
        var jwt = SettingsSchema.Create()["properties"]!["Jwt"]!["properties"]!;
        foreach (var key in new[] { "Secret", "Secrets" })
            Assert.All(new[] { "default", "examples" }, keyword => Assert.Null(jwt[key]![keyword]));
    }

    // As an editor reads it: from the file.
    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromJsonAsync(Repository.Read(SettingsSchema.File));
}
