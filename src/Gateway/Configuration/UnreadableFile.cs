using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace JobsGateway.Gateway.Configuration;

/// <summary>Says what is wrong with a configuration file that can't be read: the framework's own message names the file only.</summary>
internal static partial class UnreadableFile
{
    /// <summary>Whether it is about such a file; an import throws exceptions of this type as well.</summary>
    public static bool Is(InvalidDataException exception) => FileName().IsMatch(exception.Message);

    /// <summary>What is wrong, with the file as its path.</summary>
    /// <param name="exception">What loading the configuration threw.</param>
    public static ConfigurationError Explain(InvalidDataException exception)
    {
        var file = FileName().Match(exception.Message) is { Success: true } match ? match.Groups[1].Value : "";
        return new ConfigurationError(file.Length > 0 ? file : "the configuration", Reason(exception));
    }

    /// <summary>The reason alone, with line and column where they are known.</summary>
    public static string Reason(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is JsonException { LineNumber: { } line } json)
            {
                // Both are counted from 0 by the parser, from 1 by every editor.
                return string.Create(CultureInfo.InvariantCulture,
                    $"line {line + 1}, column {(json.BytePositionInLine ?? 0) + 1}: {Position().Replace(json.Message, "").TrimEnd('.')}; mend the file");
            }
        }

        var innermost = exception.GetBaseException().Message.TrimEnd('.');
        return $"can't be read: {innermost}; mend the file";
    }

    [GeneratedRegex("Failed to load configuration from file '([^']+)'")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\s*(Path: .*\| )?LineNumber: .*$", RegexOptions.Singleline)]
    private static partial Regex Position();
}
