using JobsGateway.Gateway.Tests.Contract;

namespace JobsGateway.Gateway.Tests.Commands;

/// <summary>The command line with two stores, the first of which has the recorded jobs.</summary>
internal sealed class MovingJobs : IDisposable
{
    private readonly Cli _cli = new();

    public string PathOf(string name) => Path.Combine(_cli.Folder.FullName, name);

    public string[] Names => [.. _cli.Folder.EnumerateFileSystemInfos().Select(file => file.Name).Where(name => !name.Contains(".db", StringComparison.Ordinal)).Order()];

    public static string[] RecordedFiles => ["--agenda-jobs", RecordedJobs.AgendaJobs, "--queue-jobs", RecordedJobs.QueueJobs];

    public Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => _cli.RunAsync(
        [
            .. arguments,
            "--Stores:local:Type=Sqlite", "--Stores:local:ConnectionString=Data Source=" + PathOf("local.db"),
            "--Stores:other:Type=Sqlite", "--Stores:other:ConnectionString=Data Source=" + PathOf("other.db"),
            "--Stores:studio:Type=Upstream", "--Stores:studio:Destinations:a:Address=http://127.0.0.1:1",
        ]);

    public async Task FillAsync(string store = "local")
    {
        var (exitCode, output, error) = await RunAsync(["import", "--store", store, .. RecordedFiles]);
        Assert.True(exitCode == 0, output + error);
    }

    public void Dispose() => _cli.Dispose();
}
