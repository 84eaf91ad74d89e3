using System.Collections.Concurrent;
using JobsGateway.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.Upstream.Tests;

/// <summary>The real gateway on a real socket, with everything going to an upstream store named <c>studio</c>.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private TestGateway(WebApplication app, DirectoryInfo folder, LogLines logs)
    {
        _app = app;
        _folder = folder;
        Logs = logs;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    /// <summary>What was logged, from the level that a test sets by <c>Logging:LogLevel</c>; nothing by default.</summary>
    public LogLines Logs { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="destinations">The server's addresses.</param>
    /// <param name="settings">More settings, such as <c>Stores:studio:RetryVerb</c>.</param>
    /// <param name="clock">The clock; the system's by default.</param>
    public static async Task<TestGateway> StartAsync(IEnumerable<Uri> destinations, Dictionary<string, string?>? settings = null, TimeProvider? clock = null)
    {
        var folder = Directory.CreateTempSubdirectory("jobsgateway-");
        var builder = GatewayHost.CreateBuilder(["--environment=Production"], folder.FullName);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Jwt:Secrets:0"] = "secret",
            ["Jwt:AllowShortSecrets"] = "true",
            ["Stores:studio:Type"] = "Upstream",
            ["Routes:PassThrough:Store"] = "studio",
            ["Logging:LogLevel:Default"] = "None",
        });
        builder.Configuration.AddInMemoryCollection(destinations.Select((address, i) => KeyValuePair.Create($"Stores:studio:Destinations:d{i}:Address", (string?)address.AbsoluteUri)));
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        var logs = new LogLines();
        builder.Logging.AddProvider(logs);
        var app = GatewayHost.Build(builder);
        await app.StartAsync();
        return new TestGateway(app, folder, logs);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Keeps what was logged.</summary>
    public sealed class LogLines : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Lines);

        public void Dispose() { }

        private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{logLevel}: {category}: {formatter(state, exception)} {exception}");
        }
    }
}
