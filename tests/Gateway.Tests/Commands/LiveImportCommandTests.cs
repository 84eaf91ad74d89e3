using System.Diagnostics;
using System.Globalization;
using JobsGateway.MongoServer;
using MongoDB.Bson;

namespace JobsGateway.Gateway.Tests.Commands;

/// <summary><c>import --from</c>, as a user meets it.</summary>
public sealed class LiveImportCommandTests : IAsyncLifetime
{
    private readonly Cli _cli = new();
    private readonly WireServer _server = new(new WireServerOptions { IsReplicaSet = true });

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_cli.Folder.FullName, "appsettings.json"), "{}");
        for (var i = 0; i < 30; i++)
        {
            var id = ObjectId.Parse(i.ToString("x24", CultureInfo.InvariantCulture));
            _server.Data.Insert(i % 2 == 0 ? "studio.agendaJobs" : "studio.queuejobs", new BsonDocument { { "_id", id }, { "name", "relay" }, { "data", new BsonDocument() } });
        }
    }

    public async Task DisposeAsync()
    {
        _cli.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_database_in_use_is_imported_and_the_checkpoint_stands_under_data()
    {
        var (exitCode, output, error) = await _cli.RunAsync([.. Import, "--rate", "1000"]);

        Assert.True(exitCode == 0, output + error);
        Assert.Contains("inserted 30", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_cli.Folder.FullName, "data", "import-local.checkpoint.json")));

        var again = await _cli.RunAsync(Import);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("reading everything again", again.Output, StringComparison.Ordinal);
        Assert.Contains("unchanged 30", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Following_ends_well_when_it_is_asked_to_and_says_how_far_it_was()
    {
        using var process = _cli.Start([.. Import, "--follow"]);
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var output = "";
        while (!output.Contains("following:", StringComparison.Ordinal))
            output += await process.StandardOutput.ReadLineAsync(bound.Token) ?? throw new InvalidOperationException(output + await process.StandardError.ReadToEndAsync(bound.Token));

        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(bound.Token);
        output += await process.StandardOutput.ReadToEndAsync(bound.Token);
        await process.WaitForExitAsync(bound.Token);

        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("inserted 30", output, StringComparison.Ordinal);
        Assert.Contains("followed 0 changes, up to date", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not both", "--from", "mongodb://host/studio", "--queue-jobs", "a.json")]
    [InlineData("--follow belongs to --from", "--follow", "--queue-jobs", "a.json")]
    [InlineData("--rate", "--from", "mongodb://host/studio", "--rate", "0")]
    [InlineData("--poll-interval", "--from", "mongodb://host/studio", "--poll-interval", "00:00:00")]
    [InlineData("names no database", "--from", "mongodb://someone:s3cret@host")]
    [InlineData("not one of MongoDB", "--from", "someone:s3cret@host/studio")]
    public async Task Options_that_make_no_sense_are_refused_in_a_sentence_without_the_password(string sentence, params string[] options)
    {
        var (exitCode, output, error) = await _cli.RunAsync(["import", .. options, "--Stores:local:Type=Sqlite"]);

        Assert.Equal(1, exitCode);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    private string[] Import =>
    [
        "import", "--from", $"mongodb://{_server.Endpoint}/studio", "--Stores:local:Type=Sqlite", "--Stores:local:ConnectionString=Data Source=" + Path.Combine(_cli.Folder.FullName, "jobs.db"),
    ];
}
