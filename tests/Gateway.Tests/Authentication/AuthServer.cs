using System.Net;
using System.Net.Sockets;
using System.Text;
using JobsGateway.Gateway.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Authentication;

/// <summary>A server with nothing but authentication: GET asks for a reader, POST for an admin; the answer is the token's appName.</summary>
internal sealed class AuthServer : IAsyncDisposable
{
    /// <summary>The time the fixtures were recorded at.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_750_000_000).AddMilliseconds(999);

    public static readonly Dictionary<string, string?> LegacySecret = new() { ["Jwt:Secrets:0"] = "secret", ["Jwt:AllowShortSecrets"] = "true" };

    private readonly WebApplication _app;

    private AuthServer(WebApplication app, FakeTimeProvider time, LogLines log)
    {
        _app = app;
        Time = time;
        Log = log;
    }

    public FakeTimeProvider Time { get; }

    public LogLines Log { get; }

    public TokenRulesSource Rules => _app.Services.GetRequiredService<TokenRulesSource>();

    private IPEndPoint EndPoint => IPEndPoint.Parse(
        new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority);

    public static async Task<AuthServer> StartAsync(IReadOnlyDictionary<string, string?> settings, string environment = "Production")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        var time = new FakeTimeProvider(Now);
        var log = new LogLines();
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        builder.Services.AddGatewayAuthentication(builder.Configuration, builder.Environment);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", AppName).RequireAuthorization(Policies.Reader);
        app.MapPost("/", AppName).RequireAuthorization(Policies.Admin);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new AuthServer(app, time, log);
    }

    /// <summary>Sends a request with these Authorization headers, each as it is.</summary>
    public async Task<Answer> SendAsync(string method, params string[] authorizations)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(EndPoint);
        var stream = client.GetStream();
        var headers = string.Concat(authorizations.Select(value => $"Authorization:{value}\r\n"));
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{method} / HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\nConnection: close\r\n{headers}\r\n"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Answer.Parse(await reader.ReadToEndAsync());
    }

    public Task<Answer> GetAsync(string token) => SendAsync("GET", $" Bearer {token}");

    public Task<Answer> PostAsync(string token) => SendAsync("POST", $" Bearer {token}");

    /// <summary>Changes settings the way a changed file does.</summary>
    /// <returns>The keys of what is wrong with them.</returns>
    public string[] Reload(params (string Key, string? Value)[] settings)
    {
        foreach (var (key, value) in settings)
            _app.Configuration[key] = value;
        return [.. Rules.Reload(_app.Configuration).Select(error => error.Path).Order(StringComparer.Ordinal)];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Task AppName(HttpContext context)
    {
        var name = Encoding.UTF8.GetBytes(context.User.FindFirst("appName")?.Value ?? "");
        context.Response.ContentLength = name.Length;
        return context.Response.Body.WriteAsync(name).AsTask();
    }
}
