using System.Collections.Concurrent;
using System.Net.Http.Headers;
using JobsGateway.Gateway;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Authentication.Configuration;
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

namespace JobsGateway.WebConsole.Tests.Support;

/// <summary>The real gateway on a real socket with the sample jobs in SQLite.</summary>
internal sealed class ConsoleGateway : IAsyncDisposable
{
    public const string Secret = "a secret of these tests, long enough for HS256", OtherSecret = "another secret of these tests, long enough, too";

    /// <summary>A queue job that has failed and can be retried.</summary>
    public const string FailedJob = "65e1f3a0b0b0b0b0b0b00003";

    /// <summary>A queue job that has ended well.</summary>
    public const string FinishedJob = "65e1f3a0b0b0b0b0b0b00001";

    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private ConsoleGateway(WebApplication app, DirectoryInfo folder, ConcurrentQueue<string> log)
    {
        (_app, _folder, Log) = (app, folder, log);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Mint());
    }

    public Uri Address { get; }

    /// <summary>A client with an admin's token.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>All that was logged, at every level.</summary>
    public ConcurrentQueue<string> Log { get; }

    public static async Task<ConsoleGateway> StartAsync(Dictionary<string, string?>? settings = null, TimeProvider? clock = null)
    {
        var folder = Directory.CreateTempSubdirectory("jobsgateway-console-");
        var builder = GatewayHost.CreateBuilder(["--environment=Production"], folder.FullName);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Jwt:Secrets:0"] = Secret,
            ["Stores:local:Type"] = "Sqlite",
            ["Stores:local:ConnectionString"] = "Data Source=jobs.db",
            ["Logging:LogLevel:Default"] = "Trace",
        });
        foreach (var operation in Enum.GetNames<Operation>())
            builder.Configuration[$"Routes:{operation}:Store"] = "local";
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        var log = new ConcurrentQueue<string>();
        builder.Logging.ClearProviders().AddProvider(new LogCollector(log));
        var app = GatewayHost.Build(builder);
        await app.StartAsync();
        var gateway = new ConsoleGateway(app, folder, log);
        await gateway.ImportAsync();
        return gateway;
    }

    /// <summary>The local store, without its pipeline.</summary>
    public IJobStore Store => ((LocalStore)Services.GetRequiredService<RoutePlanSource>().Current.Stores.Find("local")!).Bare;

    /// <summary>Mints a token.</summary>
    public string Mint(bool isAdmin = true, TimeSpan? lifetime = null, string secret = Secret) =>
        new TokenMinter(new JwtOptions { Secrets = [secret] }, Services.GetRequiredService<TimeProvider>())
            .Mint(new TokenRequest { IsAdmin = isAdmin, Lifetime = lifetime, Claims = [new("email", "ada@example.com")] });

    /// <summary>Changes the configuration and waits until it is in force or refused.</summary>
    public async Task ChangeAsync(string key, string? value)
    {
        var reload = Services.GetRequiredService<ConfigurationReload>();
        var before = reload.State;
        _app.Configuration[key] = value;
        ((IConfigurationRoot)_app.Configuration).Reload();
        await UntilAsync(() => !ReferenceEquals(reload.State, before));
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(10, limit.Token);
    }

    private async Task ImportAsync()
    {
        var samples = Path.Combine(AppContext.BaseDirectory, "samples", "jobs");
        var run = new ImportRun((IJobImporter)Store, new ImportRequest([Path.Combine(samples, "agendaJobs.json")], [Path.Combine(samples, "queuejobs.json")]));
        Assert.Null((await run.RunAsync(new Progress<ImportProgress>(), CancellationToken.None)).Failure);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class LogCollector(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
    }
}
