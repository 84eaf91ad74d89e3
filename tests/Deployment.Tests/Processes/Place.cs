using System.Globalization;
using System.Text;

namespace JobsGateway.Deployment.Tests.Processes;

/// <summary>A folder with a store, and the gateways that work on it.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobsgateway-deployment-");
    private readonly List<GatewayProcess> _gateways = [];

    public string Folder => _folder.FullName;

    public string Database => Path.Combine(Folder, "jobs.db");

    /// <summary>Settings of every process, as environment variables.</summary>
    public Dictionary<string, string> Settings { get; } = new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Urls"] = "http://127.0.0.1:0",
        ["Jwt__Secrets__0"] = "a-secret-of-more-than-thirty-two-bytes",
        ["Stores__local__Type"] = "Sqlite",
        ["Stores__local__ConnectionString"] = "Data Source=jobs.db",
        ["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning",
        ["Shutdown__Delay"] = "00:00:01",
    };

    /// <summary>An id that no other job has.</summary>
    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"65e1f3a0b0b0b0b0{number:x8}");

    public Place()
    {
        // In its own folder, so that no file of the machine's is read.
        File.WriteAllText(Path.Combine(Folder, "appsettings.json"), "{}");
        foreach (var operation in new[] { "FetchById", "FetchByCorrelationId", "FetchByExternalId", "RetryById", "RetryByQuery" })
            Settings[$"Routes__{operation}__Store"] = "local";
    }

    public async Task<GatewayProcess> StartAsync()
    {
        var gateway = await GatewayProcess.StartAsync(Start("run"));
        _gateways.Add(gateway);
        return gateway;
    }

    public ChildProcess Start(params string[] arguments) => new("JobsGateway.Gateway.dll", Folder, Settings, arguments);

    /// <summary>Runs a command to its end.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        await using var command = Start(arguments);
        Assert.True(await command.EndAsync() == 0, command.Output);
        return command.Output;
    }

    /// <summary>A token of an administrator.</summary>
    public async Task<string> TokenAsync() => (await RunAsync("token", "--admin")).Trim();

    /// <summary>Writes failed queue jobs as mongoexport does.</summary>
    public string WriteJobs(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$$"""
                {"_id":{"$oid":"{{{IdOf(i)}}}"},"name":"relay","data":{"correlationId":"c-{{{i}}}"},"status":"failed","failReason":"out of gas","failedAt":{"$date":{"$numberLong":"1709287205400"}} }
                """).Append('\n');
        }

        var file = Path.Combine(Folder, "queuejobs.json");
        File.WriteAllText(file, text.ToString());
        return file;
    }

    /// <summary>Fills the store with failed jobs.</summary>
    public Task ImportAsync(int count) => RunAsync("import", "--store", "local", "--queue-jobs", WriteJobs(count));

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways)
            await gateway.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
