using System.Globalization;
using System.Reflection;

namespace JobsGateway.Stores.Abstractions.Schema;

/// <summary>The numbered scripts that a store's assembly carries as embedded resources, <c>001-jobs.sql</c> and so on.</summary>
public static class SchemaScripts
{
    /// <summary>All scripts in the order of their numbers. A released script is never changed; a change is a new script.</summary>
    public static IReadOnlyList<SchemaScript> Load(Assembly assembly) => [.. Read(assembly).OrderBy(script => script.Version)];

    private static IEnumerable<SchemaScript> Read(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames().Where(name => char.IsAsciiDigit(name[0]) && name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var parts = Path.GetFileNameWithoutExtension(name).Split('-', 2);
            yield return new SchemaScript(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], reader.ReadToEnd());
        }
    }
}
