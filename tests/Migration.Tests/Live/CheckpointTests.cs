using JobsGateway.Migration.Live;
using JobsGateway.Migration.Tests.Support;
using MongoDB.Bson;

namespace JobsGateway.Migration.Tests.Live;

/// <summary>What becomes of a checkpoint that does not fit, or is no longer true.</summary>
public sealed class CheckpointTests : IAsyncLifetime
{
    private readonly Studio _studio = Studio.OnWire();
    private readonly LocalStore _local = new();

    public Task InitializeAsync() => _studio.FillAsync(agenda: 60, queue: 60);

    public async Task DisposeAsync()
    {
        await _local.DisposeAsync();
        await _studio.DisposeAsync();
    }

    [Fact]
    public async Task One_of_another_source_is_refused_with_the_cure()
    {
        await _local.ImportAsync(_local.Request(_studio));
        await using var other = Studio.OnWire();
        await other.FillAsync(agenda: 1, queue: 1);

        var refused = await _local.ImportAsync(_local.Request(other));
        Assert.Contains("of another source", refused.Documents.Failure, StringComparison.Ordinal);
        Assert.Contains("--checkpoint", refused.Documents.Failure, StringComparison.Ordinal);
        Assert.Contains("--restart", refused.Documents.Failure, StringComparison.Ordinal);
        Assert.Equal(120, _local.Jobs().Count);

        // Other collections of the same database are another source as well.
        Assert.NotNull((await _local.ImportAsync(_local.Request(_studio) with { QueueCollection = "other" })).Documents.Failure);
        Assert.Null((await _local.ImportAsync(_local.Request(other) with { Restart = true })).Documents.Failure);
    }

    [Fact]
    public async Task One_of_another_store_is_refused()
    {
        await _local.ImportAsync(_local.Request(_studio));
        var target = await _local.TargetAsync() with { Name = "spare" };

        var refused = await new LiveImportRun(target, _local.Request(_studio), new RecordingConsole(), TimeProvider.System).RunAsync(default);

        Assert.Contains("is of the store 'local', not 'spare'", refused.Documents.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"version\":1,")]
    [InlineData("null")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":1,\"source\":null,\"store\":\"local\"}")]
    public async Task A_damaged_one_is_refused_with_the_cure_and_restart_helps(string content)
    {
        await File.WriteAllTextAsync(_local.Checkpoint, content);

        var refused = await _local.ImportAsync(_local.Request(_studio));
        Assert.Contains("is damaged or no checkpoint", refused.Documents.Failure, StringComparison.Ordinal);
        Assert.Contains("--restart", refused.Documents.Failure, StringComparison.Ordinal);

        Assert.Null((await _local.ImportAsync(_local.Request(_studio) with { Restart = true })).Documents.Failure);
        Assert.Equal(120, _local.Jobs().Count);
    }

    [Fact]
    public async Task One_of_a_newer_program_is_refused()
    {
        await _local.ImportAsync(_local.Request(_studio));
        var text = await File.ReadAllTextAsync(_local.Checkpoint);
        await File.WriteAllTextAsync(_local.Checkpoint, text.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));

        Assert.Contains("of version 2", (await _local.ImportAsync(_local.Request(_studio))).Documents.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_with_progress_that_the_store_does_not_know_of_starts_over_and_says_so()
    {
        await _local.ImportAsync(_local.Request(_studio) with { Follow = false });
        await using var empty = new LocalStore();
        var console = new RecordingConsole();

        var summary = await empty.ImportAsync(empty.Request(_studio) with { CheckpointFile = _local.Checkpoint }, console);

        Assert.Equal(120, summary.Documents.Inserted);
        Assert.Contains(console.Told, told => told.Contains("is empty although the checkpoint", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_place_to_follow_from_that_is_missing_means_reading_everything_once()
    {
        await _local.ImportAsync(_local.Request(_studio));
        await using var import = await _local.StartAsync(_local.Request(_studio) with { Follow = true });
        await import.Console.UntilFollowingAsync();

        Assert.Contains(import.Console.Told, told => told.StartsWith("the checkpoint does not tell where to follow from", StringComparison.Ordinal));
        Assert.Equal(120, (await import.StopAsync()).Documents.Unchanged);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_before_anything_is_read()
    {
        await File.WriteAllTextAsync(Path.Combine(_local.Folder.FullName, "file"), "");

        var summary = await _local.ImportAsync(_local.Request(_studio) with { CheckpointFile = Path.Combine(_local.Folder.FullName, "file", "a.checkpoint.json") });

        Assert.Contains("can't be written", summary.Documents.Failure, StringComparison.Ordinal);
        Assert.Equal(0, summary.Documents.Read);
    }

    [Fact]
    public async Task It_holds_ids_and_names_and_nothing_of_a_job()
    {
        await _local.ImportAsync(_local.Request(_studio));

        var checkpoint = BsonDocument.Parse(await File.ReadAllTextAsync(_local.Checkpoint));
        Assert.Equal(Documents.Id(59).ToString(), checkpoint["queue"]["last"].AsString);
        Assert.True(checkpoint["agenda"]["isFinished"].AsBoolean);
        Assert.DoesNotContain("relay", checkpoint.ToString(), StringComparison.Ordinal);
    }
}
