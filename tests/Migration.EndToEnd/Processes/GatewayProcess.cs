using System.Text.Json;
using System.Text.Json.Nodes;

namespace JobsGateway.Migration.EndToEnd.Processes;

/// <summary>The gateway, in a folder whose <c>appsettings.json</c> is one of the guide's configurations after the other.</summary>
internal sealed class GatewayProcess(string folder, string secret, StudioProcess studio) : IAsyncDisposable
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    private readonly Dictionary<string, string> _environment = new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Jwt__Secrets__0"] = secret,
        // 59 answers without a difference are enough, and a copy has less time to follow.
        ["Parity__MaxDifference"] = "0.05",
    };

    private ChildProcess? _process;
    private JsonNode? _current;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts with a configuration of the guide.</summary>
    public async Task StartAsync(string sample)
    {
        Write(Adapted(sample));
        _process = Start("run");
        var line = await _process.LineAsync("Now listening on: ");
        Address = new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..]);
    }

    /// <summary>Puts another configuration of the guide in force while it runs.</summary>
    /// <param name="sample">The file's name.</param>
    /// <param name="percent">A canary's weight, where it is to be another than the file's.</param>
    public async Task ConfigureAsync(string sample, int? percent = null)
    {
        var next = Adapted(sample, percent);
        if (JsonNode.DeepEquals(next, _current))
            return;
        var lines = _process!.LineCount;
        Write(next);
        await _process.LineAsync("The changed configuration is in force", lines);
    }

    /// <summary>Runs a command in its folder; the exit code and what it printed.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using var command = Start(arguments);
        return (await command.EndAsync(), command.Output);
    }

    /// <summary>Starts a command that goes on.</summary>
    public ChildProcess Start(params string[] arguments) => new("JobsGateway.Gateway.dll", folder, _environment, arguments);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private void Write(JsonNode configuration)
    {
        // As a whole, as an operator's tools do it.
        var path = Path.Combine(folder, "appsettings.json");
        File.WriteAllText(path + ".new", configuration.ToJsonString());
        File.Move(path + ".new", path, overwrite: true);
        _current = configuration;
    }

    private JsonNode Adapted(string sample, int? percent = null)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "migration", sample));
        var root = JsonNode.Parse(text, documentOptions: WithComments)!;
        root["Urls"] = "http://127.0.0.1:0";
        if (root["Stores"]!["studio"] is { } upstream)
            upstream["Destinations"]!["a"]![nameof(studio.Address)] = studio.Address.ToString();
        foreach (var route in root["Routes"]!.AsObject().Select(route => route.Value!))
        {
            if (route["Shadow"] is { } shadow)
                shadow["ConfirmAfter"] = "00:00:00.300";
            if (percent is not null && route["Canary"] is { } canary)
                canary["Percent"] = percent;
        }

        return root;
    }
}
