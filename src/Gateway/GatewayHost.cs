using System.Text;
using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Audit;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Configuration.Files;
using JobsGateway.Gateway.ConsoleView;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Guards;
using JobsGateway.Gateway.Guards.Headers;
using JobsGateway.Gateway.Guards.Limits;
using JobsGateway.Gateway.Modes;
using JobsGateway.Gateway.Operations;
using JobsGateway.Gateway.Operations.Health;
using JobsGateway.Gateway.Operations.Management;
using JobsGateway.Gateway.Operations.Reload;
using JobsGateway.Gateway.Operations.Shutdown;
using JobsGateway.Gateway.Operations.Telemetry;
using JobsGateway.Gateway.Parity;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Resilience;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JobsGateway.Gateway;

/// <summary>Builds the gateway: configuration, services, the way of a request.</summary>
public static class GatewayHost
{
    /// <summary>Reads the configuration: <c>appsettings.json</c>, <c>appsettings.{Environment}.json</c>, environment variables, command line.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args, string? contentRoot = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = contentRoot ?? ContentRoot.Find(), ApplicationName = "JobsGateway.Gateway" });
        ContentRoot.AddDefaults(builder);
        // Below everything else: where nobody says how loud ASP.NET Core is, it would tell of every request twice.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new("Logging:LogLevel:Microsoft.AspNetCore", nameof(LogLevel.Warning))] });
        SteadyJsonSource.Install(builder.Configuration);
        EnvironmentSource.Install(builder.Configuration, builder.Environment.ContentRootPath);
        return builder;
    }

    /// <summary>Builds the application.</summary>
    /// <exception cref="ConfigurationException">The configuration can't be used; every error is listed.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // The default host follows its section, so endpoints would change although the rest of the file is refused.
            kestrel.Configure(ManagementListening.KestrelSection(builder.Configuration), reloadOnChange: false);
            kestrel.AddServerHeader = false;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1; // As Node reads headers; UTF-8, the default, refuses a request for one odd byte in any of them.
            ServerLimits.Apply(kestrel.Limits, builder.Configuration);
            kestrel.AllowHostHeaderOverride = true; // In absolute form the target's authority counts, not the Host header (RFC 9112, 3.2.2).
        });
        // A request goes on on the thread that has read it, which is one of the pool's: a proxied one has fewer waits for the kernel (0.8 instead of 1.3 a request).
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        // It would make an activity and a log scope for every request, to log at levels that are off by default.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // It would tell of every request twice, with its address: job ids and correlation ids. What fails is told by the store and by ProxyPipeline.
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder.HttpForwarder", LogLevel.None);
        // It would tell at every probe, every few seconds, of a store that is away; that is told once, with the reason, where it is found out.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.None);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddJobStores(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddRoutePlan();
        builder.Services.AddSingleton<JobsEndpoints>();
        builder.Services.AddSingleton(provider => new FailureLog(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StudioResponse).FullName!)));
        builder.Services.AddGatewayAuthentication(builder.Configuration, builder.Environment);
        ProcessKeys.AddTo(builder.Services);
        builder.Services.AddSingleton<SampleJobs>();
        builder.Services.AddHostedService<StoreStartup>();
        builder.Services.AddReload(builder.Configuration);
        builder.Services.AddParity();
        builder.Services.AddGuards();
        builder.Services.AddModes();
        builder.Services.AddGatewayHealth();
        builder.Services.AddGracefulShutdown(builder.Configuration);
        builder.AddTelemetry();
        builder.Services.AddApiDocuments(builder.Configuration, builder.Environment);
        builder.Services.AddConsole(builder.Configuration);

        var app = builder.Build();
        ConfigurationCheck.ThrowIfInvalid(app);
        app.UseConsole();
        app.UseMiddleware<RequestTelemetry>();
        app.UseMiddleware<ConnectionsMoveOn>();
        app.UseMiddleware<AuditMiddleware>();
        app.UseMiddleware<FailureHandler>();
        app.UseManagementPort();
        app.UseSecurityHeaders();
        var cors = OptionsReader.Read<CorsOptions>(app.Configuration.GetSection(CorsOptions.Section), []);
        if (cors.Enabled)
            app.UseMiddleware<Cors>(cors);
        app.UseMiddleware<JobsRouting>();
        app.UseRouting();
        app.UseManagementHeaders();
        app.UseMiddleware<OtherPaths>();
        app.UseMiddleware<RememberedTokens>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapManagement();
        app.MapReverseProxy(ProxyPipeline.Build);
#pragma warning disable ASP0014 // Without the documents nothing is mapped at the top level, and the host would leave the endpoint middleware out.
        app.UseEndpoints(_ => { });
#pragma warning restore ASP0014
        return app;
    }
}
