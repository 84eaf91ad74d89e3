using JobsGateway.Stores.Abstractions;

namespace JobsGateway.WebConsole.Tests.Support;

/// <summary>A Studio with the gateway's own jobs, one of which it shows otherwise, and the gateway in front of it: fetches go to Studio, a tenth to the local store, which is its shadow.</summary>
internal sealed class ShadowedStudio : IAsyncDisposable
{
    private static readonly string[] Ids = [.. Enumerable.Range(1, 6).Select(number => $"65e1f3a0b0b0b0b0b0b0000{number}")];

    private ShadowedStudio(ScriptedUpstream server, ConsoleGateway gateway) => (Server, Gateway) = (server, gateway);

    public ConsoleGateway Gateway { get; }

    public ScriptedUpstream Server { get; }

    /// <summary>How long the server thinks.</summary>
    public Func<TimeSpan>? Delay { get; set; }

    /// <summary>How many retries came.</summary>
    public int Retries => Server.Received.Count(request => request.Method == "POST");

    public static async Task<ShadowedStudio> StartAsync(Dictionary<string, string?>? settings = null, bool hasMarkup = false)
    {
        var server = ScriptedUpstream.Start();
        var all = new Dictionary<string, string?>
        {
            ["Stores:studio:Type"] = "Upstream",
            ["Stores:studio:Destinations:a:Address"] = server.Address.AbsoluteUri,
            ["Routes:FetchById:Store"] = "studio",
            ["Routes:FetchById:Shadow:Store"] = "local",
            ["Routes:FetchById:Shadow:ConfirmAfter"] = "00:00:00",
            ["Routes:FetchById:Canary:Store"] = "local",
            ["Routes:FetchById:Canary:Percent"] = "10",
            ["Routes:FetchById:Fallback:Stores:0"] = "studio",
        };
        foreach (var (key, value) in settings ?? [])
            all[key] = value;
        var gateway = await ConsoleGateway.StartAsync(all.Where(setting => setting.Value is not null).ToDictionary());
        var jobs = await JobsAsync(gateway, hasMarkup);
        var studio = new ShadowedStudio(server, gateway);
        server.On(request => studio.Delay is { } delay
            ? Reply.Nothing.Delay(delay()).ThenSend(Answered(request, jobs))
            : Reply.Send(Answered(request, jobs)));
        return studio;
    }

    /// <summary>Asks for every job once.</summary>
    public async Task FetchAllAsync()
    {
        foreach (var id in Ids)
            (await Gateway.Http.GetAsync($"/api/v2/jobs/{id}")).Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Server.DisposeAsync();
    }

    private static async Task<Dictionary<string, string>> JobsAsync(ConsoleGateway gateway, bool hasMarkup)
    {
        var jobs = new Dictionary<string, string>();
        foreach (var id in Ids)
            jobs[id] = (await gateway.Store.FetchByIdAsync(JobId.Parse(id), CancellationToken.None)).Document.ToString()!;
        jobs[ConsoleGateway.FinishedJob] = jobs[ConsoleGateway.FinishedJob].Replace("\"status\":\"succeeded\"", "\"status\":\"started\"", StringComparison.Ordinal);
        if (hasMarkup)
            jobs[ConsoleGateway.FinishedJob] = jobs[ConsoleGateway.FinishedJob].Replace("\"transferToken\"", "\"<script>alert(1)</script>\"", StringComparison.Ordinal);
        return jobs;
    }

    private static Answer Answered(ReceivedRequest request, Dictionary<string, string> jobs)
    {
        var id = request.Path.Split('/')[^1];
        if (!jobs.TryGetValue(id, out var job))
            return id.EndsWith("ffff", StringComparison.Ordinal) ? Answer.Json(503, "{}") : Answer.Json(404, """{"error":"Job not found"}""");
        return request.Method == "POST"
            ? Answer.Json(200, """{"job":{"name":"fundToken","data":{},"status":"pending","_id":"75e1f3a0b0b0b0b0b0b00001"}}""")
            : Answer.Json(200, $"{{\"data\":{job}}}");
    }
}
