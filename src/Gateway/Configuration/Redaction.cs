using System.Text.RegularExpressions;

namespace JobsGateway.Gateway.Configuration;

/// <summary>Takes passwords out of what is told: messages quote what was configured, and end up in logs of continuous integration.</summary>
internal static partial class Redaction
{
    private const string Hidden = "***";

    /// <summary>The text without the passwords of connection strings and addresses.</summary>
    public static string Of(string text) => UserOfAddress().Replace(PasswordOfConnectionString().Replace(text, "$1=" + Hidden), "://" + Hidden + "@");

    /// <summary>The error without them.</summary>
    public static ConfigurationError Of(ConfigurationError error) => error with { Message = Of(error.Message) };

    // Quoted, with the quote doubled in it; or up to the semicolon, where a quote ends it only if the text around goes on after it: one in a word is the password's.
    [GeneratedRegex("""\b(password|pwd|account ?key|shared ?access ?key|access ?token)\s*=\s*("([^"]|"")*"|'([^']|'')*'|[^;"']*(["'](?![\s;,.)\]]|$)[^;"']*)*)""", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordOfConnectionString();

    [GeneratedRegex(@"://[^/\s""'@]*@")]
    private static partial Regex UserOfAddress();
}
