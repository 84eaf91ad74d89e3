using System.CommandLine;
using JobsGateway.Gateway.Configuration;

namespace JobsGateway.Gateway.Commands;

/// <summary>What follows a command and is none of its options: switches that override the configuration.</summary>
internal static class ConfigurationSwitches
{
    // The keys at the top of the configuration; any other key has its section before a colon. A misspelt option must not pass for one.
    private static readonly string[] TopLevelKeys = ["--urls", "--environment", "--contentRoot", "--allowedHosts"];

    private static readonly Argument<string[]> Argument = new("switches")
    {
        Description = "Override the configuration: --Section:Key=value, such as --Routes:FetchById:Store=local or --Urls=http://localhost:6000.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Lets a command take switches.</summary>
    public static Command TakingSwitches(this Command command)
    {
        command.Arguments.Add(Argument);
        command.TreatUnmatchedTokensAsErrors = true;
        return command;
    }

    /// <summary>The switches, for the host's configuration; null where one is none, which has been said on the error output then.</summary>
    public static string[]? Of(ParseResult result)
    {
        var tokens = result.GetValue(Argument) ?? [];
        for (var i = 0; i < tokens.Length; i++)
        {
            var name = tokens[i].Split('=')[0];
            if (!IsSwitch(name))
            {
                Console.Error.WriteLine($"'{Redaction.Of(tokens[i])}' is no option or command here: see --help. A switch that overrides the configuration is written --Section:Key=value.");
                return null;
            }

            if (name.Length == tokens[i].Length)
                i++; // --Section:Key value
        }

        return tokens;
    }

    private static bool IsSwitch(string name) =>
        name.StartsWith("--", StringComparison.Ordinal) && (name.Contains(':', StringComparison.Ordinal) || TopLevelKeys.Contains(name, StringComparer.OrdinalIgnoreCase));
}
