using System.Globalization;
using System.Reflection;

namespace JobsGateway.Stores.Sqlite.Schema;

/// <summary>A step of the schema.</summary>
/// <param name="Version">The version the script leads to.</param>
/// <param name="Sql">The script.</param>
internal sealed record SchemaScript(int Version, string Sql);

/// <summary>The numbered scripts next to this file.</summary>
internal static class SchemaScripts
{
    /// <summary>All scripts in the order of their numbers. A released script is never changed; a change is a new script.</summary>
    public static IReadOnlyList<SchemaScript> All { get; } = [.. Load().OrderBy(script => script.Version)];

    private static IEnumerable<SchemaScript> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new SchemaScript(int.Parse(name.Split('-')[0], CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }
}
