using System.Globalization;
using System.Text;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;
using JobsGateway.Import;
using JobsGateway.Import.Progress;
using JobsGateway.Stores.Abstractions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Gateway.Tests.Modes.Support;

/// <summary>A gateway between a local store, <c>local</c>, and a server in Studio's place, <c>studio</c>.</summary>
internal sealed class TwoSides : IAsyncDisposable
{
    private TwoSides(TestGateway gateway, ScriptedUpstream server, Studio studio) => (Gateway, Server, Studio) = (gateway, server, studio);

    public TestGateway Gateway { get; }

    public ScriptedUpstream Server { get; }

    public Studio Studio { get; }

    /// <param name="order">The stores that every operation asks, one after the other.</param>
    /// <param name="settings">More settings; <c>*</c> in <c>Routes:*:...</c> is every fetch.</param>
    public static Task<TwoSides> StartAsync(string[] order, params (string Key, string? Value)[] settings) => StartAsync(order, _ => { }, settings);

    /// <inheritdoc cref="StartAsync(string[], ValueTuple{string, string}[])"/>
    public static async Task<TwoSides> StartAsync(string[] order, Action<WebApplicationBuilder> configure, params (string Key, string? Value)[] settings)
    {
        var server = ScriptedUpstream.Start();
        var all = Upstream("studio", server.Address);
        foreach (var operation in Enum.GetNames<Operation>())
        {
            all[$"Routes:{operation}:Store"] = order[0];
            foreach (var (index, store) in order[1..].Index())
                all[$"Routes:{operation}:Fallback:Stores:{index}"] = store;
        }

        foreach (var (key, value) in settings)
        {
            foreach (var one in key.StartsWith("Routes:*", StringComparison.Ordinal) ? Enum.GetNames<Operation>().Where(name => name.StartsWith("Fetch", StringComparison.Ordinal)) : [""])
                all[key.Replace("*", one, StringComparison.Ordinal)] = value;
        }

        return new(await TestGateway.StartAsync(all, configure: configure), server, new Studio(server));
    }

    /// <summary>The settings of an upstream store that asks once and never gives up for good.</summary>
    public static Dictionary<string, string?> Upstream(string name, Uri address) => new()
    {
        [$"Stores:{name}:Type"] = "Upstream",
        [$"Stores:{name}:Destinations:a:Address"] = address.AbsoluteUri,
        [$"Stores:{name}:Resilience:Retry:MaxAttempts"] = "1",
        [$"Stores:{name}:Resilience:CircuitBreaker:Enabled"] = "false",
    };

    /// <summary>Gives a side jobs.</summary>
    public async Task PutAsync(string side, params Job[] jobs)
    {
        if (side == "studio")
        {
            foreach (var job in jobs)
                Studio.Put(job);
            return;
        }

        var (agenda, queue) = (Path.Combine(Gateway.Folder, "agenda.json"), Path.Combine(Gateway.Folder, "queue.json"));
        await File.WriteAllLinesAsync(agenda, jobs.Where(job => job.IsAgenda).Select(job => job.ExportedFor(side)));
        await File.WriteAllLinesAsync(queue, jobs.Where(job => !job.IsAgenda).Select(job => job.ExportedFor(side)));
        var summary = await new ImportRun((IJobImporter)Store(side), new ImportRequest([agenda], [queue])).RunAsync(new Progress<ImportProgress>(), CancellationToken.None);
        Assert.Null(summary.Failure);
        Assert.Equal(0, summary.Rejected);
    }

    /// <summary>The jobs that a local store has that were not put there.</summary>
    public async Task<IReadOnlyList<string>> NewJobsAsync(string store = "local")
    {
        var jobs = new List<string>();
        foreach (var kind in Enum.GetValues<JobKind>())
        {
            await foreach (var job in ((IJobScanner)Store(store)).ScanAsync(kind, null, CancellationToken.None))
            {
                var document = job.Document.ToString();
                if (!job.Id.ToString().StartsWith("65e1f3a07c1b2d0099", StringComparison.Ordinal))
                    jobs.Add(document);
            }
        }

        return jobs;
    }

    public Task<RawResponse> GetAsync(string target, params (string Name, string Value)[] headers) => SendAsync("GET", target, headers);

    public Task<RawResponse> SendAsync(string method, string target, params (string Name, string Value)[] headers) =>
        Gateway.SendAsync(method, target, headers.Any(header => header.Name == "Authorization") ? headers : [Tokens.Admin, .. headers]);

    public Task<RawResponse> PostAsync(string target, string body = "")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        (string, string)[] headers = [("Host", Gateway.Address.Authority), Tokens.Admin, ("Content-Type", "application/json"), ("Content-Length", bytes.Length.ToString(CultureInfo.InvariantCulture))];
        return RawHttp.SendAsync(Gateway.Address, "POST", target, headers, bytes);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Server.DisposeAsync();
        Assert.Empty(Server.Faults);
    }

    private IJobStore Store(string name) => ((LocalStore)Gateway.Services.GetRequiredService<RoutePlanSource>().Current.Stores.Find(name)!).Bare;
}
