using System.Diagnostics;
using JobsGateway.WebConsole.Jobs;
using JobsGateway.WebConsole.Session;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MudBlazor.Services;

namespace JobsGateway.WebConsole.Hosting;

/// <summary>The services of the console: a container of its own, so that Blazor brings nothing into the gateway's (data protection, anti-forgery, circuits).</summary>
internal static class ConsoleServices
{
    // A token has a few kilobytes, a criteria form less.
    private const int LongestMessage = 64 * 1024;

    public static ServiceProvider Build(IServiceProvider outer, ConsoleParts parts)
    {
        var services = new ServiceCollection();
        Share<IConfiguration>();
        Share<IWebHostEnvironment>();
        Share<IHostEnvironment>();
        Share<IHostApplicationLifetime>();
        Share<TimeProvider>();
        Share<DiagnosticListener>();
        Share<DiagnosticSource>();
        services.AddSingleton<ILoggerFactory>(new DiscreetLoggers(outer.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddOptions();
        // Its keys protect what a page tells its own circuit; written to the disk they would outlive what they are for.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddRouting();
        services.AddResponseCompression(options => options.EnableForHttps = true); // Public files only: there is no secret in them to be guessed from their length.
        services.AddRazorComponents()
            .AddInteractiveServerComponents(options =>
            {
                options.DisconnectedCircuitMaxRetained = 20;
                options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(1);
                options.PersistedCircuitInMemoryMaxRetained = 0;
            })
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LongestMessage);
        services.AddMudServices();
        services.AddSingleton(parts.Gateway).AddSingleton(parts.Traffic).AddSingleton(parts.Parity).AddSingleton(parts.Client).AddSingleton(parts.Tokens);
        services.AddScoped<ConsoleSession>().AddScoped<Pulse>().AddScoped<Browser>().AddScoped<JobDesk>();
        return services.BuildServiceProvider();

        void Share<T>()
            where T : class => services.AddSingleton(outer.GetRequiredService<T>());
    }
}
