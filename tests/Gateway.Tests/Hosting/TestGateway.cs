using JobsGateway.Gateway.Operations.Reload;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Import;
using JobsGateway.Import.Progress;
using JobsGateway.Stores.Abstractions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Gateway.Tests.Hosting;

/// <summary>The real gateway on a real socket, with a SQLite store in a folder of its own.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    /// <summary>The secret of the recordings: six bytes.</summary>
    public const string Secret = "secret";

    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private TestGateway(WebApplication app, DirectoryInfo folder, TestLogs logs)
    {
        Logs = logs;
        _app = app;
        _folder = folder;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    /// <summary>What was logged; nothing unless a setting turns a category on.</summary>
    public TestLogs Logs { get; }

    public IServiceProvider Services => _app.Services;

    public IConfiguration Configuration => _app.Configuration;

    public string Folder => _folder.FullName;

    public IJobStore Store => ((LocalStore)Services.GetRequiredService<RoutePlanSource>().Current.Stores.Find("local")!).Bare;

    public static async Task<TestGateway> StartAsync(Dictionary<string, string?>? settings = null, TimeProvider? clock = null, string environment = "Production", DirectoryInfo? folder = null,
        Action<WebApplicationBuilder>? configure = null)
    {
        folder ??= Directory.CreateTempSubdirectory("jobsgateway-");
        var builder = GatewayHost.CreateBuilder([$"--environment={environment}"], folder.FullName);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Jwt:Secrets:0"] = Secret,
            ["Jwt:AllowShortSecrets"] = "true",
            ["Stores:local:Type"] = "Sqlite",
            ["Stores:local:ConnectionString"] = "Data Source=jobs.db",
            ["Logging:LogLevel:Default"] = "None",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        configure?.Invoke(builder);
        var logs = new TestLogs();
        builder.Logging.AddProvider(logs);
        try
        {
            var app = GatewayHost.Build(builder);
            await app.StartAsync();
            return new TestGateway(app, folder, logs);
        }
        catch
        {
            ((IDisposable)builder.Configuration).Dispose(); // It watches files, and the system has few watchers.
            throw;
        }
    }

    /// <summary>A gateway that is configured by <c>appsettings.json</c> in this folder alone. It logs from the level information.</summary>
    public static async Task<TestGateway> StartFromFileAsync(DirectoryInfo folder)
    {
        var builder = GatewayHost.CreateBuilder(["--environment=Production"], folder.FullName);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var logs = new TestLogs();
        builder.Logging.ClearProviders().AddProvider(logs);
        var app = GatewayHost.Build(builder);
        await app.StartAsync();
        return new TestGateway(app, folder, logs);
    }

    /// <summary>Changes the configuration and waits until the gateway has put it in force or refused it.</summary>
    public async Task ChangeAsync(Action change)
    {
        var reload = Services.GetRequiredService<ConfigurationReload>();
        var before = reload.State;
        change();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (ReferenceEquals(reload.State, before))
            await Task.Delay(10, limit.Token);
    }

    /// <summary>What <c>run</c> prints once it listens.</summary>
    public async Task<string> StartupMessageAsync()
    {
        await using var output = new StringWriter();
        await Gateway.Operations.StartupMessage.WriteAsync(_app, output);
        return output.ToString();
    }

    public Task<RawResponse> SendAsync(string method, string target, params (string Name, string Value)[] headers) =>
        RawHttp.SendAsync(Address, method, target, headers);

    /// <summary>Imports files into the store, as the command does.</summary>
    public async Task ImportAsync(string agendaJobs, string queueJobs)
    {
        var run = new ImportRun((IJobImporter)Store, new ImportRequest([agendaJobs], [queueJobs]));
        var summary = await run.RunAsync(new Progress<ImportProgress>(), CancellationToken.None);
        Assert.Null(summary.Failure);
        Assert.Equal(0, summary.Rejected);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
