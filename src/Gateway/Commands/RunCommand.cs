using System.CommandLine;
using System.Net.Sockets;
using JobsGateway.Gateway.Operations;
using JobsGateway.Gateway.Operations.Shutdown;
using Microsoft.AspNetCore.Connections;

namespace JobsGateway.Gateway.Commands;

/// <summary><c>run</c>: serves until it is stopped.</summary>
internal static class RunCommand
{
    public static Command Create(TerminationSignals signals)
    {
        var command = new Command("run", "Serve the jobs API. This is what happens without a command, too.");
        command.SetAction((result, cancellationToken) => ExecuteAsync(signals, result, cancellationToken));
        return command.TakingSwitches();
    }

    public static async Task<int> ExecuteAsync(TerminationSignals signals, ParseResult result, CancellationToken cancellationToken)
    {
        if (ConfigurationSwitches.Of(result) is not { } switches)
            return 1;
        var builder = GatewayHost.CreateBuilder(switches);
        // A start that fails is told below, or where the command line ends, in a sentence; the host would log its stack trace as well.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.AddSupervision();
        await using var app = GatewayHost.Build(builder);
        app.Services.GetRequiredService<GracefulShutdown>().Signals = signals;
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            // Kestrel's own message names the address: "Failed to bind to address http://127.0.0.1:5080: address already in use."
            await Console.Error.WriteLineAsync($"{e.Message} Stop what listens there, or choose another address: --Urls=http://localhost:5081");
            return 1;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await Console.Error.WriteLineAsync($"The gateway can't listen on {builder.Configuration["Urls"]}: {e.Message}");
            return 1;
        }

        await StartupMessage.WriteAsync(app, Console.Out);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
