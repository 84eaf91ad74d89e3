using System.CommandLine;

namespace JobsGateway.Gateway.Commands;

/// <summary>What follows a command and is none of its options: switches that override the configuration.</summary>
internal static class ConfigurationSwitches
{
    /// <summary>The switches, for the host's configuration; null where one is none, which has been said on the error output then.</summary>
    public static string[]? Of(ParseResult result)
    {
        var tokens = result.UnmatchedTokens.ToArray();
        for (var i = 0; i < tokens.Length; i++)
        {
            var isValue = i > 0 && tokens[i - 1].StartsWith("--", StringComparison.Ordinal) && !tokens[i - 1].Contains('=');
            if (tokens[i].StartsWith("--", StringComparison.Ordinal) || isValue)
                continue;
            Console.Error.WriteLine($"'{tokens[i]}' is no command and no switch. --help lists the commands; a switch is --Section:Key=value.");
            return null;
        }

        return tokens;
    }
}
