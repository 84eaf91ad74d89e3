using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace JobsGateway.Worker.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public void The_documented_options_and_defaults_are_those_of_the_code()
    {
        var document = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Source())!, "../../docs/queue.md"));
        var section = document[document.IndexOf("## Options", StringComparison.Ordinal)..document.IndexOf("## Leases", StringComparison.Ordinal)];
        Assert.Equal(
            Options(new JobWorkerOptions()).Concat(Options(new WorkerOptions())),
            Row().Matches(section).Select(row => (row.Groups["key"].Value, row.Groups["value"].Value.Trim('`'))));
    }

    private static IEnumerable<(string Key, string Value)> Options(object options) =>
        options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => (property.Name, property.GetValue(options)?.ToString() ?? "none"));

    private static string Source([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^\| `(?<key>\w+)` \| (?<value>\S+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
