using JobsGateway.Migration.Tests.Support;

namespace JobsGateway.Migration.Tests.Live;

/// <summary>Connections that break while both collections are read.</summary>
public sealed class BrokenConnectionTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_connection_that_breaks_all_the_time_costs_nothing_but_time(int dropEvery)
    {
        await using var studio = Studio.OnWire();
        await using LocalStore broken = new(), whole = new();
        await studio.FillAsync(agenda: 3_300, queue: 6_400);
        await whole.ImportAsync(whole.Request(studio));

        studio.Server.DropEvery(dropEvery);
        var console = new RecordingConsole();
        var summary = await broken.ImportAsync(broken.Request(studio), console);

        Assert.Null(summary.Documents.Failure);
        Assert.Equal(9_700, summary.Documents.Inserted);
        Assert.Equal(whole.Jobs(), broken.Jobs());
        // The log is not filled: however often it breaks, it is told once a minute.
        Assert.Single(console.Told, told => told.Contains("trying again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stopped_while_it_waits_for_a_slow_server_it_ends_at_once_and_goes_on_later()
    {
        await using var studio = Studio.OnWire();
        await using var local = new LocalStore();
        await studio.FillAsync(agenda: 10, queue: 3_000);
        var slow = new HookedImporter(
            () =>
            {
                studio.Server.Delay = TimeSpan.FromMinutes(10);
                return Task.CompletedTask;
            },
            batch: 3);
        await using var import = await local.StartAsync(local.Request(studio), slow.Around);
        await import.Console.UntilAsync(() => studio.Server.Delay > TimeSpan.Zero);

        Assert.StartsWith("Stopped before everything was read", (await import.StopAsync()).Documents.Failure, StringComparison.Ordinal);

        studio.Server.Delay = TimeSpan.Zero;
        Assert.InRange((await local.ImportAsync(local.Request(studio))).Documents.Read, 1, 2_960);
        Assert.Equal(3_010, local.Jobs().Count);
    }

    [Fact]
    public async Task A_server_that_is_gone_for_good_ends_the_import_with_what_to_do_and_it_goes_on_later()
    {
        await using var studio = Studio.OnWire();
        await using var local = new LocalStore();
        await studio.FillAsync(agenda: 10, queue: 2_000);
        studio.Server.DropEvery(1);

        var stopped = await local.ImportAsync(local.Request(studio));
        Assert.Contains("run the same import again to go on", stopped.Documents.Failure, StringComparison.Ordinal);

        studio.Server.DropEvery(0);
        var summary = await local.ImportAsync(local.Request(studio));
        Assert.Null(summary.Documents.Failure);
        Assert.Equal(2_010, local.Jobs().Count);
    }
}
