using System.CommandLine;
using JobsGateway.Gateway.Commands.Schema;
using JobsGateway.Gateway.Commands.Verify;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Operations.Shutdown;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Commands;

/// <summary>The command line: <c>run</c> (also without a command), <c>check</c>, <c>import</c>, <c>export</c>, <c>verify</c>, <c>schema</c>, <c>token</c>.</summary>
internal static class GatewayCommands
{
    private static readonly string Help =
        $"""
        JobsGateway: a gateway in front of the Fuse Studio jobs API.

        To try it: {ProgramCommand.Text} --environment=Development
        It brings sample jobs and prints lines to paste. Elsewhere it needs the secret that tokens are signed with: Jwt__Secrets__0.

        Configuration comes from appsettings.json (in the current folder, else beside the program), then environment variables
        (Routes__FetchById__Store=local), then switches of the same names:
          {ProgramCommand.Text} run --Routes:FetchById:Store=local --Urls=http://localhost:6000
        """;

    /// <summary>All that the command line knows.</summary>
    public static RootCommand Create(TerminationSignals signals)
    {
        var root = new RootCommand(Help);
        root.Subcommands.Add(RunCommand.Create(signals));
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(ExportCommand.Create());
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(SchemaCommand.Create());
        root.Subcommands.Add(TokenCommand.Create());
        root.TakingSwitches().SetAction((result, cancellationToken) => RunCommand.ExecuteAsync(signals, result, cancellationToken));
        return root;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        using var signals = TerminationSignals.Listen();
        var root = Create(signals);
        try
        {
            // A signal asks the command to end, and it has its time: requests in flight get their answers, an import finishes its batch.
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, signals.Asked);
        }
        catch (InvalidDataException e) when (UnreadableFile.Is(e))
        {
            await Console.Error.WriteLineAsync(UnreadableFile.Explain(e).ToString());
            return 1;
        }
        catch (Exception e) when (e is ConfigurationException or JobStoreException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(Redaction.Of(e.Message));
            return 1;
        }
    }
}
