using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting.Systemd;

namespace JobsGateway.Gateway.Operations.Shutdown;

/// <summary>Registers how the gateway ends.</summary>
internal static class ShutdownServices
{
    public static IServiceCollection AddGracefulShutdown(this IServiceCollection services, IConfiguration configuration)
    {
        var errors = new List<ConfigurationError>();
        var options = OptionsReader.Read<ShutdownOptions>(configuration.GetSection(ShutdownOptions.Section), errors);
        if (errors.Count > 0)
            options = new ShutdownOptions(); // They are told when all is built, which must not fail before.
        services.AddSingleton(options);
        services.AddSingleton<GracefulShutdown>();
        services.AddHostedService(provider => provider.GetRequiredService<GracefulShutdown>());
        services.AddOptions<HostOptions>().Configure<IHostEnvironment>((host, environment) => host.ShutdownTimeout = options.DelayIn(environment) + options.Timeout);
        return services;
    }

    /// <summary>Lets a process be ended by signals, and tells systemd of its life where that has started it.</summary>
    public static void AddSupervision(this WebApplicationBuilder builder)
    {
        builder.Services.AddSystemd(); // Log lines as the journal takes them, where systemd has started the process.
        builder.Services.TryAddSingleton<ISystemdNotifier, SystemdNotifier>();
        builder.Services.AddSingleton<IHostLifetime, SupervisedLifetime>();
    }
}
