using JobsGateway.Stores.Abstractions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>Copies that are there already, changed here since, or can't be written: the client notices nothing.</summary>
public sealed class KeepCopyTroubleTests
{
    private const string Id = "65e1f3a07c1b2d0034b5aaaa";

    [Fact]
    public async Task An_unchanged_copy_is_not_written_again_and_a_changed_one_is()
    {
        await using var copies = await CopyFixture.StartAsync();
        copies.Studio.Show(Id, Job("failed"));
        await copies.FetchAsync(Id);
        await copies.ResultsAsync("kept");
        await using var database = new SqliteConnection($"Data Source={Path.Combine(copies.Gateway.Folder, "jobs.db")}");
        await database.OpenAsync();
        var version = Version();
        for (var i = 0; i < 3; i++)
            await copies.FetchAsync(Id);
        await copies.ResultsAsync("kept", "unchanged", "unchanged", "unchanged");
        Assert.Equal(version, Version());
        copies.Studio.Show(Id, Job("failed").Replace("\"__v\":0", "\"__v\":0,\"retryJob\":\"65e1f3a07c1b2d0034b5bbbb\"", StringComparison.Ordinal));
        await copies.FetchAsync(Id);
        await copies.ResultsAsync("kept", "unchanged", "unchanged", "unchanged", "kept");
        Assert.Contains("retryJob", await copies.CopyAsync(Id), StringComparison.Ordinal);
        Assert.NotEqual(version, Version());

        // Another connection's commits show in it.
        long Version()
        {
            using var command = database.CreateCommand();
            command.CommandText = "PRAGMA data_version";
            return (long)command.ExecuteScalar()!;
        }
    }

    [Fact]
    public async Task A_copy_that_was_changed_here_is_left_alone()
    {
        await using var copies = await CopyFixture.StartAsync();
        copies.Studio.Show(Id, Job("failed"));
        await copies.FetchAsync(Id);
        await copies.ResultsAsync("kept");
        Assert.Equal(OutcomeStatus.Found, (await copies.Gateway.Store.RetryByIdAsync(JobId.Parse(Id), CancellationToken.None)).Status);
        var changed = await copies.CopyAsync(Id);
        await copies.FetchAsync(Id);
        await copies.ResultsAsync("kept", "outdated"); // Studio shows what was kept, which does not know of the retry.
        copies.Studio.Show(Id, changed!.Replace("\"__v\":0", "\"__v\":1", StringComparison.Ordinal));
        await copies.FetchAsync(Id);
        await copies.ResultsAsync("kept", "outdated", "conflict");
        Assert.Equal(changed, await copies.CopyAsync(Id));
    }

    [Fact]
    public async Task A_job_and_another_of_the_other_kind_with_its_id_are_told_apart()
    {
        await using var copies = await CopyFixture.StartAsync();
        copies.Studio.Show(Id, Job("failed"));
        await copies.FetchAsync(Id);
        await copies.ResultsAsync("kept");
        var agenda = $$"""{"_id":"{{Id}}","name":"relay","data":{},"priority":0,"lastRunAt":"2024-03-01T10:00:00.000Z","lastFinishedAt":"2024-03-01T10:00:07.000Z","type":"normal","nextRunAt":"2024-03-01T10:00:00.000Z"}""";
        copies.Studio.Show(Id, agenda);
        await copies.FetchAsync(Id);
        await copies.ResultsAsync("kept", "kept");
        Assert.Equal(agenda, await copies.CopyAsync(Id)); // An id is looked for in the agenda jobs first.
        var kinds = new List<(JobKind, string)>();
        foreach (var kind in Enum.GetValues<JobKind>())
        {
            await foreach (var job in ((IJobScanner)copies.Gateway.Store).ScanAsync(kind, null, CancellationToken.None))
                kinds.Add((kind, job.Document.ToString()!));
        }

        Assert.Equal([(JobKind.Agenda, agenda), (JobKind.Queue, Job("failed"))], kinds.OrderBy(job => job.Item1 == JobKind.Queue));
    }

    [Theory]
    [InlineData("hangs")]
    [InlineData("throws")]
    [InlineData("unopened")]
    public async Task A_store_that_takes_no_copy_is_no_trouble_to_the_client(string trouble)
    {
        await using var copies = await CopyFixture.StartAsync(
            builder => builder.Services.AddSingleton<IJobStoreFactory>(new BadImporterFactory(trouble)),
            ("Stores:bad:Type", "BadImporter"), ("Routes:FetchById:KeepCopy:Store", "bad"), ("Routes:FetchById:KeepCopy:QueueLength", "2"));
        copies.Studio.Show(Id, Job("failed"));
        for (var i = 0; i < 20; i++)
            await copies.FetchAsync(Id);
        await ShadowFixture.UntilAsync(() => Task.FromResult(trouble == "hangs" ? copies.Results.Contains("dropped") : copies.Results.Contains("failed")));
        Assert.DoesNotContain("kept", copies.Results);
        Assert.DoesNotContain(copies.Gateway.Logs.Messages, line => line.Contains(Id, StringComparison.Ordinal));
        Assert.InRange(copies.Gateway.Logs.Messages.Count(line => line.Contains("A copy could not be written", StringComparison.Ordinal)), 0, 1);
    }

    [Fact]
    public async Task What_does_not_fit_the_queue_is_dropped_and_kept_when_it_is_fetched_again()
    {
        var bad = new BadImporterFactory("hangs");
        await using var copies = await CopyFixture.StartAsync(
            builder => builder.Services.AddSingleton<IJobStoreFactory>(bad), ("Stores:bad:Type", "BadImporter"), ("Routes:FetchById:KeepCopy:Store", "bad"), ("Routes:FetchById:KeepCopy:QueueLength", "2"));
        copies.Studio.Show(Id, Job("failed"));
        await copies.FetchAsync(Id);
        await bad.Asked.Task.ByLimit();
        for (var i = 0; i < 5; i++)
            await copies.FetchAsync(Id);
        await copies.ResultsAsync("dropped", "dropped", "dropped");
        bad.Open.SetResult();
        await copies.ResultsAsync("dropped", "dropped", "dropped", "kept", "kept", "kept");
        await copies.FetchAsync(Id);
        await copies.ResultsAsync("dropped", "dropped", "dropped", "kept", "kept", "kept", "kept");
    }

    private static string Job(string status) => $$"""{"_id":"{{Id}}","name":"mint","data":{},"status":"{{status}}","createdAt":"2024-03-01T10:00:00.000Z","updatedAt":"2024-03-01T10:00:00.000Z","__v":0}""";
}
