using System.Globalization;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Stores.Abstractions.Schema;

namespace JobsGateway.Gateway.Commands.Schema;

/// <summary>Says in words what a schema is, and what to do about it.</summary>
internal static class SchemaSummary
{
    public static void Write(TextWriter output, SchemaStore store, SchemaStatus status)
    {
        Line(output, "Store", $"{store.Name} ({store.Type})");
        Line(output, "Place", Redaction.Of(status.Place));
        Line(output, "State", Sentence(store, status));
        Line(output, "Version", string.Create(CultureInfo.InvariantCulture, $"{status.Version}; this program knows {status.Newest}"));
        foreach (var (index, step) in status.Applied.Index())
            Line(output, index == 0 ? "Applied" : "", string.Create(CultureInfo.InvariantCulture, $"{step.Version}  {step.AppliedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"));
    }

    /// <summary>The state, and the cure where one is needed.</summary>
    public static string Sentence(SchemaStore store, SchemaStatus status) => status.State switch
    {
        SchemaState.Current => "current",
        SchemaState.Missing => $"missing; run: schema create --store {store.Name}",
        SchemaState.Older => $"older; run: schema upgrade --store {store.Name}",
        SchemaState.Newer => "newer than this program; run the newer JobsGateway",
        _ => "of something else; there are tables that are not of a job store; name another place in the store's section",
    };

    private static void Line(TextWriter output, string title, string text) => output.WriteLine($"{title,-9}{text}");
}
