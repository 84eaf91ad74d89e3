using System.Text.Json.Nodes;
using JobsGateway.Gateway.Commands.Schema;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Schema;

namespace JobsGateway.Gateway.Tests.Commands.Schema;

/// <summary>What the commands under <c>schema</c> say and do, and how they end.</summary>
public sealed class SchemaActionsTests
{
    [Theory]
    [InlineData(2, null, 0, "current")]
    [InlineData(0, null, 2, "missing; run: schema create --store sql")]
    [InlineData(1, null, 2, "older; run: schema upgrade --store sql")]
    [InlineData(3, null, 3, "newer than this program; run the newer JobsGateway")]
    [InlineData(0, SchemaState.Foreign, 3, "of something else; there are tables")]
    public async Task Status_says_what_is_there_and_what_to_run(int version, SchemaState? state, int exitCode, string sentence)
    {
        var schema = new FakeSchema(version, state);
        var (ended, output) = await RunAsync(schema, (store, output) => SchemaActions.StatusAsync(store, json: false, output, default));
        Assert.Equal(exitCode, ended);
        Assert.Contains(sentence, output, StringComparison.Ordinal);
        Assert.Contains("db.example.com", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
        Assert.Equal(0, schema.Upgrades);
    }

    [Fact]
    public async Task Status_lists_the_steps_with_their_times()
    {
        var (_, output) = await RunAsync(new FakeSchema(2), (store, output) => SchemaActions.StatusAsync(store, json: false, output, default));
        Assert.Equal(
            """
            Store    sql (SqlServer)
            Place    db.example.com, Password=***
            State    current
            Version  2; this program knows 2
            Applied  1  2026-11-23 20:04:01 UTC
                     2  2026-11-23 20:04:02 UTC

            """,
            output);
    }

    [Fact]
    public async Task Status_as_json_is_one_object()
    {
        var (exitCode, output) = await RunAsync(new FakeSchema(1), (store, output) => SchemaActions.StatusAsync(store, json: true, output, default));
        Assert.Equal(2, exitCode);
        var report = JsonNode.Parse(output)!;
        Assert.Equal(["store", "type", "state", "place", "version", "newest", "applied", "error"], report.AsObject().Select(member => member.Key));
        Assert.Equal(("sql", "older", 1, 2), (report["store"]!.GetValue<string>(), report["state"]!.GetValue<string>(), report["version"]!.GetValue<int>(), report["newest"]!.GetValue<int>()));
        Assert.Equal("""[{"version":1,"appliedAt":"2026-11-23T21:04:01+01:00"}]""", report["applied"]!.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 1, "sql, db.example.com, Password=***: made, version 2")]
    [InlineData(2, 0, 0, ": current (version 2), nothing to do")]
    [InlineData(1, 2, 0, ": older; run: schema upgrade --store sql")]
    [InlineData(3, 3, 0, ": newer than this program")]
    public async Task Create_makes_a_schema_where_there_is_none(int version, int exitCode, int upgrades, string sentence)
    {
        var schema = new FakeSchema(version);
        var (ended, output) = await RunAsync(schema, (store, output) => SchemaActions.CreateAsync(store, output, default));
        Assert.Equal((exitCode, upgrades), (ended, schema.Upgrades));
        Assert.Contains(sentence, output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, null, 0, 1, ": brought from version 1 to 2")]
    [InlineData(2, null, 0, 0, ": current (version 2), nothing to do")]
    [InlineData(0, null, 2, 0, ": missing; run: schema create --store sql")]
    [InlineData(0, SchemaState.Foreign, 3, 0, ": of something else")]
    public async Task Upgrade_brings_an_older_schema_up_to_date(int version, SchemaState? state, int exitCode, int upgrades, string sentence)
    {
        var schema = new FakeSchema(version, state);
        var (ended, output) = await RunAsync(schema, (store, output) => SchemaActions.UpgradeAsync(store, output, default));
        Assert.Equal((exitCode, upgrades), (ended, schema.Upgrades));
        Assert.Contains(sentence, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_can_not_be_asked_is_no_state()
    {
        var schema = new FakeSchema(0) { Failure = new JobStoreException("The login was refused.") };
        var failure = await Assert.ThrowsAsync<JobStoreException>(() => RunAsync(schema, (store, output) => SchemaActions.CreateAsync(store, output, default)));
        Assert.Equal(0, schema.Upgrades);
        var report = JsonNode.Parse(new SchemaReport(Store(schema), failure.Message).ToJson())!;
        Assert.Equal("The login was refused.", report["error"]!.GetValue<string>());
        Assert.Null(report["state"]);
    }

    private static SchemaStore Store(FakeSchema schema) => new("sql", "SqlServer", schema);

    private static async Task<(int ExitCode, string Output)> RunAsync(FakeSchema schema, Func<SchemaStore, TextWriter, Task<int>> action)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        var exitCode = await action(Store(schema), output);
        return (exitCode, output.ToString());
    }
}
