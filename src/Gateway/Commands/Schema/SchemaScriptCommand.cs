using System.CommandLine;
using JobsGateway.Gateway.Configuration;

namespace JobsGateway.Gateway.Commands.Schema;

/// <summary><c>schema script</c>: prints what <c>create</c> and <c>upgrade</c> run, or what makes the role of a gateway, and nothing else. No database is asked.</summary>
internal static class SchemaScriptCommand
{
    private const string DefaultRole = "jobsgateway";

    private static readonly Option<int> From = new("--from")
    {
        Description = "The version to start from; 0 for a database with nothing in it yet.",
        HelpName = "version",
    };

    private static readonly Option<string?> Role = new("--role")
    {
        Description = $"Print what makes a role that may do just what a gateway needs instead, by default under the name {DefaultRole}.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "name",
    };

    private static readonly Option<FileInfo?> Output = new("--output")
    {
        Description = "Write into this file (UTF-8) instead.",
        HelpName = "file",
    };

    public static Command Create()
    {
        var command = new Command("script", "Print the script that create and upgrade run, for somebody who runs it by hand. A second run changes nothing.") { From, Role, Output };
        From.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
                result.AddError("--from: versions start from 0, which is nothing there yet.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(From) is { Implicit: false } && result.GetResult(Role) is not null)
                result.AddError("Give --from or --role: the role is the same for every version.");
            // Whatever follows is taken for the name.
            if (result.GetResult(Role) is { } role && role.GetValueOrDefault<string?>()?.StartsWith("--", StringComparison.Ordinal) == true)
                result.AddError("--role: write switches before it, or give the role's name.");
        });
        return SchemaCommand.Sub(command, WriteAsync);
    }

    private static async Task<int> WriteAsync(SchemaStore store, ParseResult result, CancellationToken cancellationToken)
    {
        var script = (result.GetResult(Role) is null ? Steps(store, result.GetValue(From)) : RoleOf(store, result.GetValue(Role) ?? DefaultRole)).TrimEnd() + Environment.NewLine;
        try
        {
            if (result.GetValue(Output) is { } file)
                await File.WriteAllTextAsync(file.FullName, script, cancellationToken);
            else
                await Console.Out.WriteAsync(script);
            return SchemaExitCode.Current;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The script can't be written: {e.Message}");
            return SchemaExitCode.Failed;
        }
    }

    private static string Steps(SchemaStore store, int from)
    {
        try
        {
            return store.Schema.Script(from);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new ConfigurationException([new ConfigurationError("--from", $"the schema of the store '{store.Name}' ({store.Type}) has no version {from}")]);
        }
    }

    private static string RoleOf(SchemaStore store, string role)
    {
        try
        {
            return store.Schema.RoleScript(role)
                ?? throw new ConfigurationException([new ConfigurationError("--role", $"the database of the store '{store.Name}' ({store.Type}) knows no roles")]);
        }
        catch (ArgumentException e)
        {
            throw new ConfigurationException([new ConfigurationError("--role", e.Message)]);
        }
    }
}
