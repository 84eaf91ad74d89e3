using JobsGateway.Gateway.ConsoleView.Traffic;
using JobsGateway.Gateway.Operations.Management;
using JobsGateway.WebConsole.Hosting;

namespace JobsGateway.Gateway.ConsoleView;

/// <summary>Puts the console in front of everything else: no mode, limit or measurement of the jobs API is about it, and no other path is.</summary>
internal static class ConsoleRegistration
{
    public static IServiceCollection AddConsole(this IServiceCollection services, IConfiguration configuration)
    {
        if (!IsEnabled(configuration))
            return services;
        services.AddSingleton<GatewayView>();
        services.AddSingleton<ParityView>();
        services.AddSingleton<TrafficRecorder>();
        services.AddSingleton<TokenCheck>();
        services.AddSingleton<InProcessClient>();
        return services.AddSingleton(provider => new ConsoleBranch(provider, new ConsoleParts(
            provider.GetRequiredService<GatewayView>(), provider.GetRequiredService<TrafficRecorder>(), provider.GetRequiredService<ParityView>(),
            provider.GetRequiredService<InProcessClient>(), provider.GetRequiredService<TokenCheck>())));
    }

    /// <summary>Has to be first: what comes after it is the pipeline that the console's own requests go through.</summary>
    public static void UseConsole(this WebApplication app)
    {
        if (!IsEnabled(app.Configuration))
            return;
        var branch = new Lazy<ConsoleBranch>(app.Services.GetRequiredService<ConsoleBranch>);
        var ports = ManagementEndpoints.PortsOf(app.Configuration);
        app.Use(next =>
        {
            app.Services.GetRequiredService<InProcessClient>().Pipeline = next;
            return context => context.Request.Path.StartsWithSegments(ConsoleBranch.Path, out var rest) && (ports.Count == 0 || ports.Contains(context.Connection.LocalPort))
                ? branch.Value.AnswerAsync(context, rest)
                : next(context);
        });
    }

    /// <summary>Whether it is on.</summary>
    public static bool IsEnabled(IConfiguration configuration) => OptionsReader.Read<ConsoleOptions>(configuration.GetSection(ConsoleOptions.Section), []).Enabled;
}
