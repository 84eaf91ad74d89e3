using JobsGateway.Migration.Tests.Support;
using Xunit.Abstractions;

namespace JobsGateway.Migration.Tests.Live;

/// <summary>An import killed again and again, then finished, leaves what an import without interruption leaves.</summary>
public abstract class KillTests(ITestOutputHelper output)
{
    private const int Kills = 20;

    protected abstract Task<Studio> StudioAsync();

    [SkippableFact]
    public async Task Killed_twenty_times_and_then_finished_the_store_equals_that_of_an_import_without_interruption()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var studio = await StudioAsync();
        await using LocalStore killed = new(), whole = new();
        await studio.FillAsync(agenda: 4_000, queue: 8_000);
        // One that is rejected, so that its file is gone through as well.
        await studio.Queue.InsertOneAsync(Documents.Queue(1).Set("_id", "odd"));

        for (var i = 0; i < Kills; i++)
        {
            using var process = new ImportProcess(studio, killed);
            Assert.True(await process.UntilWrittenAsync(random.Next(12)), $"seed {seed}: it was done before kill {i}");
            // From between two batches into the midst of one.
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(10)));
            process.Kill();
        }

        var last = await killed.ImportAsync(killed.Request(studio));
        await whole.ImportAsync(whole.Request(studio));

        Assert.Null(last.Documents.Failure);
        Assert.InRange(last.Documents.Read, 1, 12_000);
        Assert.Equal(whole.Jobs(), killed.Jobs());
        Assert.Equal(12_000, killed.Jobs().Distinct().Count());
        Assert.Equal(await File.ReadAllTextAsync(whole.Rejects("queue")), await File.ReadAllTextAsync(killed.Rejects("queue")));
    }

    public sealed class OnWire(ITestOutputHelper output) : KillTests(output)
    {
        protected override Task<Studio> StudioAsync() => Task.FromResult(Studio.OnWire());
    }

    public sealed class OnMongoDb(ITestOutputHelper output) : KillTests(output)
    {
        protected override Task<Studio> StudioAsync() => Studio.OnMongoDbAsync(isReplicaSet: null);
    }
}
